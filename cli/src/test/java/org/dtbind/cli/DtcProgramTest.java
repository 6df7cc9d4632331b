// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.check.Check;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares {@code dtc} with the output of dtc 1.8.1 that cases.txt contains, except for the texts
 * of messages and the places of errors in sources.
 */
@Tag("given")
class DtcProgramTest {

  private static final Pattern FINDING =
      Pattern.compile("(?m)^(.*:\\d+)\\.\\d+-[0-9.]+: (Warning|ERROR) \\(([a-z0-9_]+)\\): ");

  private static final Set<String> CHECKS =
      Stream.of(Check.values()).map(Check::id).collect(Collectors.toSet());

  @TempDir Path directory;

  private int refused;

  /**
   * A case of cases.txt. {@code $} begins the command, {@code |} output, {@code !} messages, {@code
   * =} the exit code; other lines are the source.
   */
  private record Case(String title, List<String> lines) {

    /** Returns the lines that begin with a mark, without the mark. */
    String text(String mark) {
      StringBuilder text = new StringBuilder();
      for (String line : lines) {
        if (line.equals(mark) || line.startsWith(mark + " ")) {
          text.append(line.substring(Math.min(line.length(), 2))).append('\n');
        }
      }
      return text.toString();
    }

    String source() {
      StringBuilder text = new StringBuilder();
      for (String line : lines) {
        if (line.isEmpty() || "$|!=".indexOf(line.charAt(0)) < 0) {
          text.append(line).append('\n');
        }
      }
      return text.toString();
    }
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in = DtcProgramTest.class.getResourceAsStream("/dtc/cases.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String part : all.substring(3).split("\n== ", -1)) {
        List<String> lines = part.lines().toList();
        cases.add(new Case(lines.get(0), lines.subList(1, lines.size())));
      }
    }
    return cases;
  }

  private String stderr(String source, String... options) throws IOException {
    Path file = Files.writeString(directory.resolve("said.dts"), source);
    List<String> arguments = new ArrayList<>(List.of("dtc"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("-O", "null", file.toString()));
    return Run.of(arguments.toArray(String[]::new)).err().replace(directory + "/", "");
  }

  @Test
  void hugeBlobIsRejected() throws IOException {
    for (String option : List.of("-p", "-S", "-a", "-R")) {
      assertThat(stderr("/dts-v1/;\n/ { };\n", option, "2147483647"))
          .contains("Invalid argument \"2147483647\" to " + option + " option");
    }
    Path file = Files.writeString(directory.resolve("few.dts"), "/dts-v1/;\n/ { };\n");
    assertThat(Run.of("dtc", "-O", "dtb", "-R", "-5", file.toString()).status()).isZero();
  }

  /** Every message about an input begins with the name of the file. */
  @Test
  void unusableInputIsNamed() throws IOException {
    byte[] blob = Blobs.of("/dts-v1/; / { a = <1>; };");
    Map<String, byte[]> inputs = new TreeMap<>();
    inputs.put("empty.dtb", new byte[0]);
    inputs.put("short.dtb", Arrays.copyOf(blob, 30));
    inputs.put("cut.dtb", Arrays.copyOf(blob, blob.length - 1));
    inputs.put("zero.dtb", new byte[blob.length]);
    inputs.put("packed.dtb", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    inputs.put("text.dtb", "hello, world".getBytes(StandardCharsets.US_ASCII));
    for (int field = 4; field < 40; field += 4) {
      inputs.put("field%d.dtb".formatted(field), changed(blob, field, -1));
    }
    inputs.put("token.dtb", changed(blob, ByteBuffer.wrap(blob).getInt(8), 7));
    inputs.put("bad.dts", "/dts-v1/; / { a = <1> };".getBytes(StandardCharsets.US_ASCII));
    inputs.put("empty.dts", new byte[0]);
    for (Map.Entry<String, byte[]> input : inputs.entrySet()) {
      String file = Files.write(directory.resolve(input.getKey()), input.getValue()).toString();
      assertNamed(file, Run.of("dtc", "-I", file.endsWith("s") ? "dts" : "dtb", file));
      if (file.endsWith(".dtb")) {
        assertNamed(file, Run.of("fdtoverlay", "-i", file, "-o", directory + "/out", file));
      }
    }
    try (RandomAccessFile large = new RandomAccessFile(directory + "/long.dtb", "rw")) {
      large.setLength(Limit.FILE_BYTES.most() + 1);
    }
    for (String name : List.of("long.dtb", "none.dtb", ".")) {
      String file = directory.resolve(name).toString();
      assertNamed(file, Run.of("dtc", "-I", "dtb", file));
      assertNamed(file, Run.of("fdtoverlay", "-i", file, "-o", directory + "/out", file));
    }
    assertNamed(directory + "/none", Run.of("dtc", "-I", "dts", directory + "/none"));
    assertNamed(directory + "/none", Run.of("dtc", "-I", "fs", directory + "/none"));
    assertThat(refused).isGreaterThan(30);
  }

  private void assertNamed(String file, Run run) {
    if (run.status() != 0) {
      refused++;
      assertThat(run.status()).as(run.toString()).isEqualTo(1);
      assertThat(run.err()).as(run.toString()).matches("(?s)(dtbind: )?\\Q" + file + "\\E[:@].+");
    }
  }

  private static byte[] changed(byte[] blob, int offset, int cell) {
    return ByteBuffer.wrap(blob.clone()).putInt(offset, cell).array();
  }

  @Test
  void errorsHavePlacesAndHelp() throws IOException {
    assertThat(stderr("/dts-v1/;\n/include/ \"b.dtsi\"\n/ { };\n"))
        .startsWith("said.dts:2.1-19: ERROR (include_not_found): no such file to include: b.dtsi\n")
        .contains("; to search another directory, use -i DIR\n");
    assertThat(stderr("/dts-v1/;\n/ { a = <LEVEL>; b = LEVEL; };\n"))
        .contains("include the header that defines LEVEL, and preprocess the source with cpp\n");
    assertThat(stderr("/dts-v1/;\n/ { a = <1> };\n"))
        .startsWith("said.dts:2.11-12: ERROR (missing_semicolon): missing ';' after this\n");
    assertThat(stderr("/dts-v1/;\n/ { uart0: n { }; };\n&uart1 { };\n"))
        .startsWith("said.dts:3.1-7: ERROR (node_not_found): ")
        .contains("did you mean &uart0?");
    assertThat(stderr("/dts-v1/;\n/ { a = <0\n&uart1>; uart0: n { }; };\n"))
        .startsWith("said.dts:3.1-7: ERROR (phandle_references): /:a: ")
        .contains("did you mean &uart0?");
  }

  @Test
  void symbolInSourceIsReportedIfItDiffersFromTheLabel() throws IOException {
    String source = "/dts-v1/; / { a: n { }; __symbols__ { a = \"%s\"; b = \"/n\"; }; };\n";
    assertThat(stderr(source.formatted("/"), "-@"))
        .contains("said.dts:1.")
        .contains("symbol_exists");
    assertThat(stderr(source.formatted("/n"), "-@")).isEmpty();
    assertThat(stderr(source.formatted("/"), "-q", "-@")).isEmpty();
  }

  @Test
  void decompiledSourceHasLabelsAndReferences() throws IOException {
    String source =
        "/dts-v1/;\n/plugin/;\n&gpio { l: door { a = <&l 1 &m>; "
            + "b = \"x\", \"y\"; m: m { }; }; };\n";
    Path file = Files.writeString(directory.resolve("door.dtso"), source);
    Path blob = directory.resolve("door.dtbo");
    Path again = directory.resolve("again.dtbo");
    Path text = directory.resolve("again.dts");
    Run.of("dtc", "-@", "-I", "dts", "-O", "dtb", "-o", blob.toString(), file.toString());
    String decompiled = Run.of("dtc", "-O", "dts", blob.toString()).out();
    assertThat(decompiled)
        .startsWith("/dts-v1/;\n/plugin/;\n\n/ {\n\n\tfragment@0 {\n\t\ttarget = <&gpio>;\n")
        .contains("l: door {\n\t\t\t\ta = <&l>, <0x01>, <&m>;\n\t\t\t\tb = \"x\", \"y\";\n")
        .contains("m: m {\n")
        .contains("gpio = \"/fragment@0:target:0\";");
    // Compiling the text with or without symbols gives the same blob.
    assertThat(Run.of("compile", "-O", "dts", blob.toString()).out()).isEqualTo(decompiled);
    Files.writeString(text, decompiled);
    for (List<String> symbols : List.of(List.<String>of(), List.of("-@"))) {
      List<String> arguments = new ArrayList<>(List.of("compile"));
      arguments.addAll(symbols);
      arguments.addAll(List.of("-o", again.toString(), text.toString()));
      Run run = Run.of(arguments.toArray(String[]::new));
      assertThat(run.err()).doesNotContain("symbol_exists");
      assertThat(again).hasSameBinaryContentAs(blob);
    }
  }

  /** Source cannot express all names of symbols that a blob can have. */
  @Test
  void symbolsThatCannotBeLabelsStayInSymbolsNode() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("odd.dts"),
            "/dts-v1/; / { n { phandle = <1>; }; o { p = <1>; q = \"a\", \"b\"; }; "
                + "__symbols__ { twice = \"/n\"; a-b = \"/n\"; 1st = \"/o\"; }; "
                + "__local_fixups__ { o { p = <0>; q = <1 2>; }; }; };\n");
    Path blob = directory.resolve("odd.dtb");
    Path again = directory.resolve("again.dtb");
    Path text = directory.resolve("again.dts");
    Run.of("dtc", "-q", "-O", "dtb", "-o", blob.toString(), file.toString());
    Run.of("compile", "-q", "-O", "dts", "-o", text.toString(), blob.toString());
    assertThat(text)
        .content()
        .contains("\ttwice: n {")
        .contains("p = <0x01>")
        .doesNotContain("1st:");
    assertThat(Run.of("compile", "-q", "-o", again.toString(), text.toString()).status()).isZero();
    assertThat(again).hasSameBinaryContentAs(blob);
  }

  @TestFactory
  Stream<DynamicTest> whatScriptsReadMatchesRecordedDtcOutput() throws IOException {
    List<Case> cases = cases();
    assertThat(cases).hasSizeGreaterThan(20);
    return cases.stream().map(one -> DynamicTest.dynamicTest(one.title(), () -> check(one)));
  }

  private void check(Case one) throws IOException {
    Path source = directory.resolve("a.dts");
    Files.deleteIfExists(source);
    if (!one.source().isEmpty()) {
      Files.writeString(source, one.source());
    }
    List<String> arguments = new ArrayList<>(Arrays.asList(one.text("$").strip().split(" ", -1)));
    int last = arguments.size() - 1;
    arguments.set(last, directory.resolve(arguments.get(last)).toString());
    Run run = Run.of(arguments.toArray(String[]::new));
    String expected = one.text("=").strip();
    assertThat(findings(run.err().replace(directory + "/", ""))).isEqualTo(findings(one.text("!")));
    assertThat(run.err().isEmpty()).isEqualTo(one.text("!").isEmpty());
    assertThat(run.out()).isEqualTo(one.text("|"));
    assertThat(run.status()).isEqualTo(expected.isEmpty() ? 0 : Integer.parseInt(expected));
  }

  /** Returns file, line, severity and name of the findings of checks. */
  private static List<String> findings(String messages) {
    return FINDING
        .matcher(messages)
        .results()
        .filter(found -> CHECKS.contains(found.group(3)))
        .map(found -> found.group(1) + " " + found.group(2) + " " + found.group(3))
        .toList();
  }

  @Test
  void versionHasDtcFormat() {
    assertThat(Run.of("dtc", "-v").out()).matches("Version: DTC 1\\.8\\.1-dtbind\\S+\n");
  }

  @Test
  void helpListsEveryOption() {
    Run run = Run.of("dtc", "--help");
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("Usage: dtc ");
    for (char letter : "qIoOVdRSpabfisHWE@LAThv".toCharArray()) {
      assertThat(run.out()).contains("\n  -" + letter + ", --");
    }
  }

  @Test
  void unknownOptionPrintsUsage() {
    Run run = Run.of("dtc", "-qx");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("dtc: invalid option -- 'x'\nUsage: dtc ")
        .endsWith("\nError: unknown option\n");
  }

  @Test
  void dependencyRuleListsReadFiles() throws IOException {
    Path source = directory.resolve("a b.dts");
    Files.writeString(source, "/dts-v1/; /include/ \"c.dtsi\" / { x = /incbin/(\"d\"); };");
    Files.writeString(directory.resolve("c.dtsi"), "/ { };");
    Files.writeString(directory.resolve("d"), "x");
    Path rule = directory.resolve("rule");
    Path blob = directory.resolve("a b.dtb");
    Run run = Run.of("dtc", "-d", rule.toString(), "-o", blob.toString(), source.toString());
    assertThat(run).isEqualTo(new Run(0, "", ""));
    assertThat(Files.readString(rule).replace(directory + "/", ""))
        .isEqualTo("a\\ b.dtb: a\\ b.dts c.dtsi d\n");
  }

  @Test
  void existingOutputIsKeptIfTheTreeHasErrors() throws IOException {
    Path source = Files.writeString(directory.resolve("a.dts"), "/dts-v1/; / { a = <&b>; };");
    Path blob = Files.writeString(directory.resolve("a.dtb"), "before");
    assertThat(Run.of("dtc", "-o", blob.toString(), source.toString()).status()).isEqualTo(2);
    assertThat(blob).hasContent("before");
  }

  @Test
  void missingOutputDirectoryIsNamed() throws IOException {
    Path source = Files.writeString(directory.resolve("a.dts"), "/dts-v1/; / { };");
    for (String option : List.of("-o", "-d")) {
      Run run = Run.of("dtc", option, "/nowhere/a", source.toString());
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).startsWith("dtbind: /nowhere/a: ");
    }
  }

  @Test
  void directoryIsReadAsTree() throws IOException {
    Path node = Files.createDirectories(directory.resolve("fs/cpus/cpu@3"));
    Files.write(node.resolve("reg"), new byte[] {0, 0, 0, 3});
    Files.writeString(node.resolve("name"), "cpu\0");
    assertThat(Run.of("dtc", "-q", "-I", "fs", directory.resolve("fs").toString()).out())
        .isEqualTo(
            """
            /dts-v1/;

            / {

            \tcpus {

            \t\tcpu@3 {
            \t\t\treg = <0x03>;
            \t\t};
            \t};
            };
            """);
    Path blob = directory.resolve("a.dtb");
    Run.of("dtc", "-q", "-O", "dtb", "-o", blob.toString(), directory.resolve("fs").toString());
    assertThat(Bytes.wrap(Files.readAllBytes(blob)).cell(28)).isEqualTo(3);
  }

  /** Debian's dtc is older, and prints other messages, but writes the same blobs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-O dtb",
        "-O dtb -@",
        "-O dtb -V 1",
        "-O dtb -V 2 -R 3",
        "-O dtb -V 3 -p 7",
        "-O dtb -V 16 -a 64",
        "-O dtb -S 1000 -b 5",
        "-O dtb -H both -A",
        "-O dtb -s"
      })
  void blobsEqualThoseOfTheInstalledDtc(String options) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dtc")), "dtc: Debian's dtc is not installed");
    Path source = directory.resolve("a.dts");
    Files.writeString(
        source,
        """
        /dts-v1/;
        l0: /memreserve/ 0x10000 0x200;
        / {
          model = "one"; #address-cells = <1>; #size-cells = <0>;
          cpus { #address-cells = <1>; #size-cells = <0>; cpu@3 { reg = <3>; }; };
          b: b@2 { reg = <2>; other = <&a &b>, l1: "text", [01 l2: 02 03]; };
          a: a@1 { reg = <1>; long-value = "eight or more bytes"; };
        };
        """);
    Path expected = directory.resolve("expected");
    Path actual = directory.resolve("actual");
    List<String> command = new ArrayList<>(List.of("/usr/bin/dtc", "-q"));
    List<String> ours = new ArrayList<>(List.of("dtc", "-q"));
    command.addAll(List.of(options.split(" ", -1)));
    ours.addAll(List.of(options.split(" ", -1)));
    command.addAll(List.of("-o", expected.toString(), source.toString()));
    ours.addAll(List.of("-o", actual.toString(), source.toString()));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    assertThat(Run.of(ours.toArray(String[]::new))).isEqualTo(new Run(0, "", ""));
    assertThat(actual).hasSameBinaryContentAs(expected);
  }
}
