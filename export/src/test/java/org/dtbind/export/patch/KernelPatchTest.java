// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.linux.Release;
import org.dtbind.overlay.Sources;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KernelPatchTest {

  private static final String DECLARED =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door
          compatible: ['myvendor,mydoor', 'acme,door']
          gpios: [{ controller: gpio2, offset: 19 }]
        - node: relay
          compatible: acme,relay
          bind: gpio-aggregator
        - node: panel
          compatible: acme,panel
          gpios: [{ controller: gpio2, offset: 20 }]
          bind: spidev
        - node: door2
          compatible: myvendor,mydoor
          gpios: [{ controller: gpio2, offset: 21 }]
      """;

  /** Declarations that let a C compiler compile the table alone. */
  private static final String STUBS =
      """
      struct of_device_id { const char *compatible; const void *data; };
      #define MODULE_DEVICE_TABLE(type, name) const void *name##_used = name
      #define FWD_FEATURE_DELAY 1ul
      #define CONFIG_OF

      """;

  @TempDir private Path directory;

  private static Specification specification(String text) {
    Bytes content = Bytes.utf8(text);
    Diagnosed<Specification> read = SpecReader.read(new SourceFile("bindings.yaml", content));
    return read.value().orElseThrow(() -> new AssertionError(Sources.messages(read)));
  }

  /** The table of the driver in several kernel releases. */
  static Stream<Arguments> tables() {
    String comment =
        "\t/*\n\t * Add GPIO-operated devices controlled from userspace below,\n"
            + "\t * or use \"driver_override\" in sysfs%s\n\t */\n";
    String head = "static const struct of_device_id gpio_aggregator_dt_ids[] = {\n";
    String tail = "};\nMODULE_DEVICE_TABLE(of, gpio_aggregator_dt_ids);\n";
    String delay =
        "\t{\n\t\t.compatible = \"gpio-delay\",\n\t\t.data = (void *)FWD_FEATURE_DELAY,\n\t},\n";
    String ifdef = "#ifdef CONFIG_OF\n%s#endif\n";
    return Stream.of(
        Arguments.of("5.8", ifdef.formatted(head + comment.formatted("") + "\t{},\n" + tail)),
        Arguments.of("6.1", ifdef.formatted(head + comment.formatted("") + "\t{}\n" + tail)),
        Arguments.of("6.4", head + comment.formatted(".") + "\t{}\n" + tail),
        Arguments.of("7.2", head + delay + comment.formatted(".") + "\t{}\n" + tail));
  }

  private static SourceFile source(String table) {
    String text = STUBS + "// A line.\n".repeat(500) + table + "\n// The end.\n";
    return new SourceFile("gpio-aggregator.c", Bytes.latin1(text));
  }

  private static Artefact patch(DriverTable table) {
    Diagnosed<Artefacts> result =
        KernelPatch.of(specification(DECLARED), table, KernelPatch.AUTHOR);
    return result
        .value()
        .orElseThrow(() -> new AssertionError(Sources.messages(result)))
        .files()
        .get(0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void gitAppliesThePatchMadeFromSourceOrRelease(String release, String table) throws Exception {
    assumeTrue(Sources.has("git"), "git: it is not installed");
    SourceFile source = source(table);
    DriverTable parsed = DriverTable.in(source).value().orElseThrow();
    String expected =
        source
            .content()
            .latin1()
            .replaceFirst(
                "(?m)^\t\\{\\}",
                "\t{ .compatible = \"myvendor,mydoor\" },\n\t{ .compatible = \"acme,relay\" },\n$0");
    assertThat(patched(source, patch(parsed))).isEqualTo(expected);
    DriverTable known = DriverTable.of(Release.of(release).orElseThrow()).orElseThrow();
    assertThat(patched(source, patch(known))).isEqualTo(expected);
    if (Sources.has("cc")) {
      Files.writeString(directory.resolve("t.c"), expected, StandardCharsets.ISO_8859_1);
      assertThat(
              Sources.run(
                  directory,
                  "cc",
                  "-Wall",
                  "-Wextra",
                  "-Wno-missing-field-initializers",
                  "-Werror",
                  "-fsyntax-only",
                  "t.c"))
          .as(Sources.output(directory))
          .isZero();
    }
  }

  private String patched(SourceFile source, Artefact patch) throws Exception {
    Path tree = Files.createTempDirectory(directory, "linux");
    Path file = tree.resolve(DriverTable.FILE);
    Files.createDirectories(tree.resolve("drivers/gpio"));
    Files.write(file, source.content().toArray());
    Files.write(tree.resolve("p"), patch.content().toArray());
    git(tree, "init", "-q");
    git(tree, "add", "drivers");
    git(tree, "commit", "-q", "-m", "before");
    git(tree, "am", "-q", "p");
    assertThat(output(tree, "git log -1 --format='%an <%ae>|%s'"))
        .isEqualTo(KernelPatch.AUTHOR + "|gpio: aggregator: bind to 2 declared devices\n");
    assertThat(output(tree, "git log -1 --format=%b"))
        .startsWith("User space controls the lines of these devices.")
        .doesNotContain("changed");
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static void git(Path tree, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 5];
    System.arraycopy(
        new String[] {"git", "-c", "user.name=t", "-c", "user.email=t@localhost"},
        0,
        command,
        0,
        5);
    System.arraycopy(arguments, 0, command, 5, arguments.length);
    assertThat(Sources.run(tree, command)).as(Sources.output(tree)).isZero();
  }

  private static String output(Path tree, String command) throws IOException, InterruptedException {
    assertThat(Sources.run(tree, "sh", "-c", command)).isZero();
    return Sources.output(tree);
  }

  @Test
  void existingCompatiblesAreNotAddedAgain() {
    String table =
        """
        static const struct of_device_id gpio_aggregator_dt_ids[] = {
        \t{ .compatible = "myvendor,mydoor" }, { .compatible = "acme,relay" },
        \t{ /* sentinel */ }
        };
        """;
    DriverTable parsed = DriverTable.in(source(table)).value().orElseThrow();
    assertThat(parsed.known()).containsExactlyInAnyOrder("myvendor,mydoor", "acme,relay");
    assertThat(
            Sources.messages(KernelPatch.of(specification(DECLARED), parsed, KernelPatch.AUTHOR)))
        .contains("(nothing_to_export): the driver's table already contains all declared");
  }

  @Test
  void sourceWithoutTheTableIsRejectedWithPosition() {
    String open =
        "static const struct of_device_id gpio_aggregator_dt_ids[] = {\n\t{ .x = 1 },\n};\n";
    assertThat(Sources.messages(DriverTable.in(source(open))))
        .contains(
            "gpio-aggregator.c:506.1: ERROR (unknown_table): the table gpio_aggregator_dt_ids[]",
            "does not end with an empty entry");
    assertThat(Sources.messages(DriverTable.in(source("int x;"))))
        .contains("ERROR (unknown_table): the table gpio_aggregator_dt_ids[] is missing");
    assertThat(DriverTable.of(new Release(5, 7))).isEmpty();
  }

  @Test
  void compatibleUnfitForTheTableIsReported() {
    DriverTable table = DriverTable.of(new Release(6, 1)).orElseThrow();
    String template = "apiVersion: dtbind/v1\ndevices: [{ node: \"&spi\", bind: %s }]\n";
    assertThat(
            Sources.messages(
                KernelPatch.of(
                    specification(template.formatted("gpio-aggregator")), table, "x <y>")))
        .contains("bindings.yaml:2.19-25: ERROR (not_exported): ");
    assertThat(
            Sources.messages(
                KernelPatch.of(specification(template.formatted("spidev")), table, "x <y>")))
        .contains("(nothing_to_export): no declared device uses the driver gpio-aggregator");
    String quoted =
        "apiVersion: dtbind/v1\ndevices: [{ node: a, compatible: 'a\"b', bind: gpio-aggregator }]\n";
    assertThat(Sources.messages(KernelPatch.of(specification(quoted), table, "x <y>")))
        .contains("ERROR (not_exported): this compatible string contains characters");
  }
}
