// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.export.DeclaredTree;
import org.dtbind.export.ExportCode;
import org.dtbind.overlay.Sources;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.Access;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.testing.Golden;
import org.dtbind.testing.ProcessorTime;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the export of {@code src/test/resources/export/target/all.yaml}, without the common
 * files, with {@code all.txt}, and the messages for {@code mistakes.yaml} with {@code
 * mistakes.messages}. {@code -Dgolden.update=true} rewrites the expected files.
 */
class TargetFilesTest {

  private static final Path CASES = Path.of("src/test/resources/export/target");

  private static DeviceTree base() throws IOException {
    Bytes text = Bytes.wrap(Files.readAllBytes(CASES.resolve("base.dts")));
    return Sources.tree("base.dts", text.latin1());
  }

  private static Specification specificationOf(String name, String text) {
    Bytes content = Bytes.utf8(text);
    Diagnosed<Specification> read = SpecReader.read(new SourceFile(name, content));
    return read.value().orElseThrow(() -> new AssertionError(Sources.messages(read)));
  }

  private static Diagnosed<Artefacts> exportCase(String name) throws IOException {
    return TargetExport.of(specificationOf(name, Files.readString(CASES.resolve(name))), base());
  }

  @Test
  void filesMatchTheExpectedText() throws IOException {
    Diagnosed<Artefacts> result = exportCase("all.yaml");
    StringBuilder text = new StringBuilder();
    for (Artefact file : result.value().orElseThrow().files()) {
      text.append("==> ").append(file.path()).append(file.executable() ? " (program)\n" : "\n");
      if (!file.path().endsWith("dtbind-target") && !file.path().endsWith(".service")) {
        text.append(file.content().utf8());
      }
    }
    Golden.check(CASES.resolve("all.txt"), text.toString());
    Golden.check(CASES.resolve("all.messages"), Sources.messages(result));
  }

  @Test
  void mistakesAreReported() throws IOException {
    Diagnosed<Artefacts> result = exportCase("mistakes.yaml");
    assertThat(result.value()).isEmpty();
    Golden.check(CASES.resolve("mistakes.messages"), Sources.messages(result));
  }

  @Test
  void exportIsTheSameForAMergedBase() throws IOException {
    Specification specification =
        specificationOf("all.yaml", Files.readString(CASES.resolve("all.yaml")));
    DeviceTree merged = DeclaredTree.of(specification, base()).value().orElseThrow().tree();
    assertThat(TargetExport.of(specification, merged).value())
        .isEqualTo(exportCase("all.yaml").value());
  }

  @Test
  @Tag("large")
  void manyDevicesAndLinesTakeLinearTime() {
    int many = 8_000;
    String names = each(many, i -> "\"l%d\"".formatted(i), ", ");
    DeviceTree base =
        Sources.tree(
            "base.dts",
            "/dts-v1/; / { gpio: gpio { gpio-controller; #gpio-cells = <2>; gpio-line-names = "
                + names
                + "; }; "
                + each(
                    many,
                    i ->
                        "d%1$d: d%1$d { compatible = \"x\"; gpios = <&gpio %1$d 0>; };"
                            .formatted(i),
                    " ")
                + " };");
    String text =
        "apiVersion: dtbind/v1\naggregators: [{ name: a, lines: ["
            + each(many, "l%d"::formatted, ", ")
            + "] }]\ndevices:\n"
            + each(
                many, "  - { node: \"&d%d\", bind: gpio-aggregator, group: g }"::formatted, "\n");
    Specification specification = specificationOf("x.yaml", text);
    Diagnosed<Artefacts> result = ProcessorTime.limited(() -> TargetExport.of(specification, base));
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ExportCode.UNUSABLE_LINE);
  }

  private static String each(int count, IntFunction<String> part, String between) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(between));
  }

  /** With a closed policy, the script cannot find out whether a VFIO group is in use. */
  @Test
  void unitsThatReleaseDevicesMayOpenVfioGroups() throws IOException {
    for (String unit : List.of("dtbind-target.service", "dtbind-devices.service")) {
      assertThat(TargetExport.resource(unit).toArray())
          .asString(StandardCharsets.UTF_8)
          .contains("\nDevicePolicy=closed\nDeviceAllow=char-vfio rw\n");
    }
  }

  /** Yocto Y1: two declarations on one target share the common files and no others. */
  @Test
  void namedDeclarationsShareOnlyTheScript(@TempDir Path root) throws Exception {
    String text = "apiVersion: dtbind/v1\naggregators: [{ name: %s, lines: [open], group: g }]\n";
    for (String name : List.of("door", "gate")) {
      Specification specification = specificationOf("x.yaml", text.formatted(name));
      Artefacts result =
          TargetExport.of(specification, base(), Optional.of(name)).value().orElseThrow();
      for (Artefact file : result.files()) {
        Path place = root.resolve(file.path());
        Files.createDirectories(Objects.requireNonNull(place.getParent()));
        boolean shared = TargetExport.common().contains(file);
        assertThat(Files.exists(place)).as(file.path()).isEqualTo(shared && name.equals("gate"));
        assertThat(file.path().contains(name)).as(file.path()).isEqualTo(!shared);
        Files.write(place, file.content().toArray());
      }
    }
    String script = root.resolve("usr/lib/dtbind/dtbind-target").toString();
    Process status = new ProcessBuilder("sh", script, "status").redirectErrorStream(true).start();
    assertThat(new String(status.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "aggregator door: missing, /dev/gpio/door: not created\n"
                + "aggregator gate: missing, /dev/gpio/gate: not created\n");
    assertThat(status.waitFor()).isEqualTo(5);
  }

  /**
   * Trials B4: the rule matches by the parent node, or by the bus number if the suggested alias is
   * added.
   */
  @Test
  void deviceOnABusWithoutAliasGetsAccessRules() throws IOException {
    String text =
        "apiVersion: dtbind/v1\ndevices:\n  - { node: \"&display1\", bind: spidev, group: doors }\n";
    Diagnosed<Artefacts> result = TargetExport.of(specificationOf("x.yaml", text), base());
    assertThat(rules(result))
        .contains(
            // udev matches ENV before it imports values, so the import is a separate rule.
            "SUBSYSTEM==\"spidev\", ACTION!=\"remove|unbind\", IMPORT{parent}==\"OF_FULLNAME\"\n"
                + "SUBSYSTEM==\"spidev\", ACTION!=\"remove|unbind\", SUBSYSTEMS==\"spi\", "
                + "ENV{OF_FULLNAME}==\"/soc/spi@3000/display@0\", "
                + "OWNER:=\"root\", GROUP:=\"doors\"");
    String report = Sources.messages(result);
    assertThat(report)
        .contains("Warning (bus_without_alias)")
        .contains("because no alias (such as spi1) refers to /soc/spi@3000");
    String remedy = report.substring(report.indexOf("- { node: /aliases")).strip();
    result = TargetExport.of(specificationOf("x.yaml", text + "  " + remedy + "\n"), base());
    assertThat(Sources.messages(result)).isEmpty();
    assertThat(rules(result)).contains("KERNELS==\"spi1.0\", OWNER:=\"root\", GROUP:=\"doors\"");
  }

  @Test
  void deviceWithoutDriverGetsAccessRulesOnlyIfItIsAChip() throws IOException {
    String text =
        "apiVersion: dtbind/v1\ndevices:\n  - { node: \"&gpio1\", group: doors }\n"
            + "  - { node: \"&timer\", group: doors }\n  - { node: \"&spi0\", link: spi }\n";
    Diagnosed<Artefacts> result = TargetExport.of(specificationOf("x.yaml", text), base());
    assertThat(rules(result)).contains("/soc/gpio@1000").doesNotContain("timer", "spi@");
    assertThat(Sources.messages(result))
        .contains(
            "x.yaml:4.13-21: Warning (not_exported): not exported: 'group', because the device "
                + "nodes of /soc/timer@4000 cannot be predicted")
        .contains("not exported: this link, because only GPIO chips can have links");
  }

  @Test
  void declarationOfWhichNothingIsLeftIsNotCalledEmpty() throws IOException {
    String gpio = "devices:\n  - { node: '&gpio1', group: doors%s }\n";
    assertThat(messages("", gpio.formatted(", persist: false")))
        .contains(
            "x.yaml:3.46-51: Warning (not_exported): not exported: this entry, because exported",
            "ERROR (nothing_to_export): nothing of the declaration can be exported")
        .doesNotContain("binds no device");
    assertThat(messages("", "devices:\n  - { node: '&gpio1', persist: true }\n"))
        .contains("ERROR (nothing_to_export): the declaration binds no device and sets no owner");
  }

  private static String rules(Diagnosed<Artefacts> result) {
    return result.value().orElseThrow().files().stream()
        .filter(file -> file.path().endsWith(".rules"))
        .map(file -> file.content().utf8())
        .findFirst()
        .orElseThrow();
  }

  private static String messages(String gpio, String declaration) throws IOException {
    DeviceTree base =
        Sources.tree(
            "base.dts",
            Files.readString(CASES.resolve("base.dts"))
                .replace("compatible = \"vendor,gpio\";", gpio));
    return Sources.messages(
        TargetExport.of(specificationOf("x.yaml", "apiVersion: dtbind/v1\n" + declaration), base));
  }

  @Test
  void ownerOfMoreThanTheDeviceRequiresForce() throws IOException {
    DeviceTree base =
        Sources.tree(
            "base.dts",
            Files.readString(CASES.resolve("base.dts"))
                .replace(
                    "timer: timer@4000",
                    "lock@4200 { reg = <0x4200 4>; };\n master@8000 { compatible = \"a,m\";"
                        + " reg = <0x8000 4>; iommus; };\n timer: timer@4000"));
    String head = "apiVersion: dtbind/v1\ndevices:\n";
    String timer = "  - { node: '&timer', bind: uio_pdrv_genirq%s }\n";
    String master = "  - { node: /soc/master@8000, bind: uio_pdrv_genirq%s }\n";
    for (String harmless : List.of("", ", owner: root", ", owner: '0', group: root")) {
      String text = head + timer.formatted(harmless) + master.formatted(harmless);
      assertThat(TargetExport.of(specificationOf("x.yaml", text), base).diagnostics()).isEmpty();
    }
    for (String given : List.of(", owner: anna", ", group: motors", ", mode: '0666'")) {
      String text = head + timer.formatted(given) + master.formatted(given);
      Specification specification = specificationOf("x.yaml", text);
      Diagnosed<Artefacts> rejected = TargetExport.of(specification, base);
      assertThat(rejected.value()).isEmpty();
      assertThat(Sources.messages(rejected))
          .contains(
              "x.yaml:3.29-44: ERROR (gives_more)",
              "registers of /soc/lock@4200",
              "x.yaml:4.37-52: ERROR (gives_more)",
              "the property iommus");
      Diagnosed<Artefacts> forced = TargetExport.of(specification, base, Optional.empty(), true);
      assertThat(forced.value()).isPresent();
      assertThat(Sources.messages(forced)).contains("Warning (gives_more)").doesNotContain("ERROR");
    }
  }

  /** The number of lines is known from the base or from the driver of a compatible. */
  @Test
  void linesThatDoNotExistAreErrors() throws IOException {
    String device =
        "devices:\n  - { node: door, compatible: 'a,b', bind: gpio-aggregator,"
            + " gpios: [{ controller: gpio1, offset: %d }] }\n";
    String aggregator =
        "aggregators:\n  - { name: a, lines: [{ chip: 1000.gpio, offsets: %s }] }\n";
    String error = "line 54 of %s does not exist: the controller has 54 lines, numbered 0 to 53";
    String pi = "compatible = \"brcm,bcm2835-gpio\";";
    String counted = "compatible = \"vendor,gpio\"; ngpios = <54>;";
    assertThat(messages(pi, device.formatted(54)))
        .contains("x.yaml:3.98-100: ERROR (no_such_line): " + error.formatted("/soc/gpio@1000"));
    assertThat(messages(counted, device.formatted(54))).contains("ERROR (no_such_line)");
    for (String gpio : List.of(pi, counted)) {
      assertThat(messages(gpio, device.formatted(53))).isEmpty();
      assertThat(messages(gpio, aggregator.formatted("'0-54'")))
          .contains("ERROR (no_such_line): " + error.formatted("1000.gpio"));
      assertThat(messages(gpio, aggregator.formatted("'0-53'"))).isEmpty();
    }
    String unknown = "compatible = \"vendor,gpio\";";
    assertThat(messages(unknown, device.formatted(99) + aggregator.formatted("'0-99'"))).isEmpty();
  }

  @Test
  void namesOfLinesOfADeviceAreChecked() throws IOException {
    String device =
        "devices:\n  - node: door\n    compatible: 'a,b'\n    bind: gpio-aggregator\n"
            + "    gpios:\n      - { name: %s, controller: gpio1, offset: 7 }\n"
            + "      - { name: %s, controller: gpio1, offset: 8 }\n";
    assertThat(messages("", device.formatted("open", "open")))
        .contains("x.yaml:8.17-21: ERROR (unusable_line): two lines of /door are named 'open'");
    assertThat(messages("", device.formatted("open", "op=en")))
        .contains("x.yaml:8.17-22: Warning (unusable_line): no aggregator can use 'op=en'");
    assertThat(messages("", device.formatted("open", "lock"))).isEmpty();
  }

  @Test
  void unknownLineNameOfAnAggregatorIsAWarning() throws IOException {
    assertThat(messages("", "aggregators:\n  - { name: a, lines: [one, opne] }\n"))
        .contains("x.yaml:3.29-33: Warning (unknown_line): no line in the base")
        .doesNotContain("'one'");
  }

  /** {@code apply} accepts this format, but the exported script would take it as a name. */
  @Test
  void chipAndOffsetsInsteadOfALineNameAreAnError() throws IOException {
    assertThat(messages("", "aggregators:\n  - { name: a, lines: [one, 'gpio1:7-8'] }\n"))
        .contains(
            "ERROR (unusable_line): no line in the base or the declaration is named 'gpio1:7-8'",
            "write { chip: \"gpio1\", offsets: \"7-8\" }");
  }

  @Test
  void nothingToExportIsAnError() throws IOException {
    String withoutBinding = "apiVersion: dtbind/v1\ndevices: [{ node: x, compatible: 'a,b' }]\n";
    Diagnosed<Artefacts> result =
        TargetExport.of(specificationOf("x.yaml", withoutBinding), base());
    assertThat(result.value()).isEmpty();
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ExportCode.NOTHING_TO_EXPORT);
  }

  /** The kernel takes a list of offsets, so a chip's label is written once. */
  @Test
  void aggregatorOfManyLinesOfOneChipFitsIntoOneWrite() throws IOException {
    String text =
        "apiVersion: dtbind/v1\naggregators: [{ name: a, lines: [{ chip: %s, offsets: 0-399 }] }]\n"
            .formatted("x".repeat(31));
    Diagnosed<Artefacts> result = TargetExport.of(specificationOf("x.yaml", text), base());
    assertThat(Sources.messages(result)).isEmpty();
    assertThat(result.value()).isPresent();
  }

  @Test
  void aggregatorTextLongerThanOneWriteIsAnError() throws IOException {
    String name = "x".repeat(1100);
    String text =
        "apiVersion: dtbind/v1\naggregators: [{ name: a, lines: [%1$sa, %1$sb, %1$sc, %1$sd, e] }]\n"
            .formatted(name);
    Diagnosed<Artefacts> result = TargetExport.of(specificationOf("x.yaml", text), base());
    assertThat(Sources.messages(result))
        .contains("the lines of 'a' do not fit into a single write");
    assertThat(
            TargetExport.of(specificationOf("x.yaml", text.replace(name + "a,", "a,")), base())
                .value())
        .isPresent();
  }

  /** Matches {@code systemd-escape --path --suffix=device}; TargetExportTest runs systemd. */
  @Test
  void unitNamesAreEscapedAsSystemdDoes() {
    assertThat(UnitName.ofDevice("dev/gpio/my-door")).isEqualTo("dev-gpio-my\\x2ddoor.device");
    assertThat(UnitName.ofDevice("dev/gpio/a=b,c@d.e+f"))
        .isEqualTo("dev-gpio-a\\x3db\\x2cc\\x40d.e\\x2bf.device");
  }

  /** Where rules contain a name unescaped, or are searched for it, udev must not replace a part. */
  @Test
  void namesWithSubstitutionsAreNotPutIntoRules() {
    assertThat(List.of("a$kernel", "a%k", "$", "a|b", "a\\b", "a\"b"))
        .noneMatch(TargetDevice::isNameable);
    assertThat(List.of("0000:00:1f.3", "a b", "spi0.0")).allMatch(TargetDevice::isNameable);
  }

  @Test
  void ruleValuesAreQuotedForUdev() {
    UdevRule rule = UdevRule.rule();
    assertThat(rule.is("KERNEL", "a*b?c[d]").text()).isEqualTo("KERNEL==\"a[*]b[?]c[[]d]\"");
    assertThat(rule.set("ATTR{x}", "a$b%c\\d").text()).isEqualTo("ATTR{x}=\"a$$b%%c\\d\"");
    assertThat(rule.set("ATTR{x}", "a\"b").text()).isEqualTo("ATTR{x}=\"a\\\"b\"");
    assertThat(rule.set("ATTR{x}", "a\\").text()).isEqualTo("ATTR{x}=e\"a\\\\\"");
    assertThat(rule.is("A", "1").isNot("B", "2").add("C", "3").text())
        .isEqualTo("A==\"1\", B!=\"2\", C+=\"3\"");
  }

  /** Security review 1: a name must not end a value or line, or act as a pattern. */
  @Test
  void invalidUdevValuesAreRejected() {
    UdevRule rule = UdevRule.rule();
    for (String name : List.of("a|b", "a\\b", "a\"b", "a\nb", "a\u001bb")) {
      assertThatThrownBy(() -> rule.is("KERNEL", name))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String value : List.of("a\nb", "a\rb", "a\u009bb")) {
      assertThatThrownBy(() -> rule.set("ATTR{x}", value))
          .as(value)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void modeIsFormattedLikeStat() {
    Access access =
        new Access(
            Optional.empty(),
            Optional.empty(),
            Optional.of("0060"),
            Optional.empty(),
            Optional.empty());
    assertThat(access.shownMode()).hasValue("60");
    assertThat(List.of(access.isSpecified(), access.withoutLink().isSpecified()))
        .containsExactly(true, true);
  }

  @Test
  void groupRulesMatchByDevice() {
    Access access =
        new Access(
            Optional.of("qemu"),
            Optional.empty(),
            Optional.of("0600"),
            Optional.of("left-out"),
            Optional.empty());
    TargetDevice device =
        new TargetDevice(
            Optional.empty(),
            "pci",
            Optional.of("0000:01:00.0"),
            Optional.of("vfio-pci"),
            List.of(),
            access);
    String rules =
        """
        SUBSYSTEM=="vfio", TEST=="$sys/kernel/iommu_groups/$kernel/devices/0000:01:00.0", OWNER:="qemu", GROUP:="root", MODE:="0600", ENV{ID_SEAT}="seat-nobody"
        SUBSYSTEM=="vfio-dev", SUBSYSTEMS=="pci", KERNELS=="0000:01:00.0", OWNER:="qemu", GROUP:="root", MODE:="0600", ENV{ID_SEAT}="seat-nobody"
        """
            .replace(
                "SUBSYSTEM==",
                "ACTION!=\"remove|unbind\", TEST!=\"/run/dtbind/returned/pci:0000:01:00.0\","
                    + " SUBSYSTEM==");
    Artefact file = GroupFiles.rules(List.of(device), access);
    assertThat(file.path()).isEqualTo("udev/rules.d/70-dtbind-group-pci:0000:01:00.0.rules");
    assertThat(file.content().utf8()).endsWith("\n\n" + rules);
    TargetDevice possible = device.withAccess(device.possibleAccess());
    List<Artefact> bound = BindingFiles.of(possible, List.of());
    assertThat(bound.get(0).content().utf8())
        .contains("ATTR{driver_override}=\"vfio-pci\"")
        .endsWith(rules);
    assertThat(bound.get(1).content().utf8()).contains("class vfio\n", "owner qemu\n");
  }

  @Test
  void deviceWithoutDriverIsUnboundFromABuiltInDriver() {
    TargetDevice device =
        new TargetDevice(
            Optional.empty(),
            "pci",
            Optional.of("0000:01:00.0"),
            Optional.of(TargetDevice.NO_DRIVER),
            List.of(),
            Access.NONE);
    List<Artefact> files = BindingFiles.of(device, List.of());
    String match = "ACTION==\"add\", SUBSYSTEM==\"pci\", KERNEL==\"0000:01:00.0\", ";
    assertThat(files.get(0).content().utf8())
        .endsWith(
            "\n# 0000:01:00.0\n"
                + (match + "ATTR{driver_override}=\"none\"\n")
                + (match + "DRIVER==\"?*\", ATTR{driver/unbind}=\"$kernel\"\n"));
    assertThat(files.get(1).content().utf8())
        .endsWith("\nmember 0000:01:00.0\nbus pci\ndriver none\n\nend\n");
  }
}
