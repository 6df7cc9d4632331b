// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dtbind.container.CdiRules.By;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the CDI files, against the schema of CDI, and the script and rules that write them. */
class CdiDeviceTest {

  private static final CdiDevice RELAYS =
      new CdiDevice(
          CdiKind.GPIO,
          "relays",
          "/dev/gpiochip3",
          Optional.of(new CdiDevice.Owner(5, 60, 0b110_110_000)));

  private static final List<CdiDevice> ALL =
      List.of(
          RELAYS,
          new CdiDevice(CdiKind.SPI, "display-0", "/dev/spidev1.0", Optional.empty()),
          new CdiDevice(CdiKind.UIO, "0adc", "/dev/uio7", Optional.empty()),
          new CdiDevice(CdiKind.VFIO, "0000-01-00.0", "/dev/vfio/12", Optional.empty()));

  @TempDir Path directory = Path.of("");

  private static String resource(String name) throws IOException {
    try (InputStream in = CdiDeviceTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Returns the schema, which refers to defs.json by a relative name. */
  private static Schema schema() throws IOException {
    String base = "https://cdi.example/schema/";
    String definitions = resource("defs.json");
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7,
            builder -> builder.schemas(uri -> uri.equals(base + "defs.json") ? definitions : null))
        .getSchema(
            resource("schema.json")
                .replaceFirst("\\{", "{ \"\\$id\": \"" + base + "schema.json\","),
            InputFormat.JSON);
  }

  private static String text(CdiDevice device) {
    return device.artefact().content().utf8();
  }

  @Test
  void filesMatchTheSchema() throws IOException {
    Schema schema = schema();
    for (CdiDevice device : ALL) {
      assertThat(schema.validate(text(device), InputFormat.JSON)).isEmpty();
    }
    assertThat(schema.validate(text(RELAYS).replace("\"path\"", "\"way\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(schema.validate(text(RELAYS).replace("60", "\"a\""), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void containerGetsTheKernelNameAndTheDeclaredName() {
    assertThat(RELAYS.file()).isEqualTo("dtbind.org-gpio_relays.json").matches(CdiDevice.FILE);
    assertThat(RELAYS.qualified()).isEqualTo("dtbind.org/gpio=relays");
    assertThat(text(RELAYS))
        .isEqualTo(
            """
            {
              "cdiVersion": "0.5.0",
              "kind": "dtbind.org/gpio",
              "devices": [
                {
                  "name": "relays",
                  "containerEdits": {
                    "deviceNodes": [
                      { "path": "/dev/gpiochip3", "hostPath": "/dev/gpiochip3", "type": "c", "permissions": "rw", "uid": 5, "gid": 60, "fileMode": 432 },
                      { "path": "/dev/gpio/relays", "hostPath": "/dev/gpiochip3", "type": "c", "permissions": "rw", "uid": 5, "gid": 60, "fileMode": 432 }
                    ]
                  }
                }
              ]
            }
            """);
    assertThat(text(ALL.get(3))).contains("\"path\": \"/dev/vfio/vfio\"", "/dev/vfio/12");
  }

  @Test
  void invalidDeviceNamesAreReplacedOrRefused() {
    assertThat(CdiDevice.name("display@0")).contains("display-0");
    assertThat(CdiDevice.name("0000:01:00.0")).contains("0000-01-00.0");
    assertThat(CdiDevice.name("+a,b=")).contains("a-b");
    assertThat(CdiDevice.name("ü\"\n")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CdiDevice(CdiKind.GPIO, "a b", "/dev/gpiochip3", Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CdiDevice(CdiKind.GPIO, "a", "/dev/sda", Optional.empty()));
  }

  private int script(String action, CdiDevice device, String node, String... member)
      throws Exception {
    Path script = Files.writeString(directory.resolve("dtbind-cdi"), resource("dtbind-cdi.sh"));
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                script.toString(),
                action,
                directory.resolve("cdi").toString(),
                device.kind().text(),
                device.name(),
                node));
    command.addAll(List.of(member));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void scriptWritesTheSameFileAndRemovesItWithTheNode() throws Exception {
    for (CdiDevice device : ALL) {
      Path file = directory.resolve("cdi").resolve(device.file());
      String node = device.node().substring("/dev/".length());
      CdiDevice unowned =
          new CdiDevice(device.kind(), device.name(), device.node(), Optional.empty());
      assertThat(script("-k", device, node)).isZero();
      assertThat(Files.readString(file)).isEqualTo(text(unowned));
      assertThat(script("-r", device, node + "1")).isZero();
      assertThat(file).exists();
      assertThat(script("-r", device, node)).isZero();
      assertThat(file).doesNotExist();
      assertThat(script("-r", device, node)).isZero();
    }
    assertThat(script("-o", RELAYS, "null")).isZero();
    assertThat(directory.resolve("cdi").resolve(RELAYS.file()))
        .hasContent(
            text(RELAYS)
                .replace("/dev/gpiochip3", "/dev/null")
                .replace(
                    "\"uid\": 5, \"gid\": 60, \"fileMode\": 432",
                    "\"uid\": 0, \"gid\": 0, \"fileMode\": 438"));
  }

  @Test
  void scriptWritesTheFileOfAGroupOnlyForTheGroupOfTheMember() throws Exception {
    CdiDevice group = ALL.get(3);
    Path file = directory.resolve("cdi").resolve(group.file());
    Path member = Files.createDirectory(directory.resolve("0000:01:00.0"));
    assertThat(script("-k", group, "vfio/12", member.toString())).isZero();
    assertThat(file).doesNotExist();
    Path link = member.resolve("iommu_group");
    Files.createSymbolicLink(link, Path.of("../../../kernel/iommu_groups/12"));
    assertThat(script("-k", group, "vfio/1", member.toString())).isZero();
    assertThat(file).doesNotExist();
    assertThat(script("-k", group, "vfio/12", member.toString())).isZero();
    assertThat(file).hasContent(text(group));
    assertThat(script("-k", group, "vfio/1", member.toString())).isZero();
    assertThat(file).hasContent(text(group));
    // In a file from before a reboot, the node can be that of another group.
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("../../../kernel/iommu_groups/13"));
    assertThat(script("-k", group, "vfio/12", member.toString())).isZero();
    assertThat(file).doesNotExist();
    assertThat(script("-k", group, "vfio/noiommu-13", member.toString())).isZero();
    assertThat(file).hasContent(text(group).replace("vfio/12", "vfio/noiommu-13"));
  }

  @Test
  void rulesMatchTheNodeByLinkDeviceOrMember() {
    CdiRules rules = new CdiRules(RELAYS, "/run/cdi", false);
    assertThat(rules.file(new By.Link("gpio/relays")).orElseThrow().path())
        .isEqualTo("run/udev/rules.d/80-dtbind-cdi-gpio_relays.rules");
    assertThat(rules.file(new By.Link("gpio/relays")).orElseThrow().content().utf8())
        .isEqualTo(
            """
            # Written by dtbind: keeps /run/cdi/dtbind.org-gpio_relays.json up to date.
            ACTION!="remove", SUBSYSTEM=="gpio", SYMLINK=="gpio/relays", RUN+="/bin/sh /run/dtbind/dtbind-cdi -o /run/cdi gpio relays $name"
            ACTION=="remove", SUBSYSTEM=="gpio", RUN+="/bin/sh /run/dtbind/dtbind-cdi -r /run/cdi gpio relays $name"
            """);
    CdiRules persistent = new CdiRules(ALL.get(1), "/etc/cdi", true);
    assertThat(
            persistent
                .file(new By.Device("/sys/devices/platform/soc/spi0.0"))
                .orElseThrow()
                .content()
                .utf8())
        .contains("TEST!=\"/run/dtbind/returned/cdi-spi_display-0\", SUBSYSTEM==\"spidev\"")
        .contains("SUBSYSTEM==\"spidev\", DEVPATH==\"/devices/platform/soc/spi0.0/*\"")
        .contains("/bin/sh /etc/dtbind/dtbind-cdi -k /etc/cdi spi display-0 $name");
    String member = "/sys/bus/pci/devices/0000:01:00.0";
    CdiRules group = new CdiRules(ALL.get(3), "/run/cdi", false);
    assertThat(group.file(new By.Member(member)).orElseThrow().content().utf8())
        .contains("SUBSYSTEM==\"vfio\", RUN+=\"")
        .contains("-k /run/cdi vfio 0000-01-00.0 $name " + member + "\"")
        .doesNotContain("KERNEL", "12");
    assertThat(rules.file(new By.Link("gpio/a\"b"))).isEmpty();
    assertThat(rules.file(new By.Device("/sys/devices/*"))).isEmpty();
  }
}
