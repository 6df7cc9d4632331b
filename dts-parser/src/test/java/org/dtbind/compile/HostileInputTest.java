// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dtb.DtbCode;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.SyntaxCode;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.build.TreeCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that malformed and malicious input yields diagnostics and never an exception. */
class HostileInputTest {

  private static final Path CASES = Path.of("src/test/resources/cases/accept");
  private static final int DEPTH = 100_000;

  private static Diagnosed<DeviceTree> compile(byte[] source) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), true, true);
    return new Compiler(
            options,
            name -> name.equals("x.dts") ? Optional.of(Bytes.wrap(source)) : Optional.empty())
        .compile("x.dts");
  }

  private static Diagnosed<DeviceTree> compile(String source) {
    return compile(Bytes.latin1(source).toArray());
  }

  static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(f -> f.toString().endsWith(".dts")).sorted().toList().stream();
    }
  }

  @Test
  void tooDeeplyNestedNodesAreRejected() {
    String source = "/dts-v1/; / {" + "a {".repeat(DEPTH) + "};".repeat(DEPTH) + "};";
    assertThat(compile(source).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(SyntaxCode.NESTING_TOO_DEEP);
  }

  @Test
  void tooDeeplyNestedParenthesesAreRejected() {
    String source = "/dts-v1/; / { a = <" + "(".repeat(DEPTH) + "1" + ")".repeat(DEPTH) + ">; };";
    assertThat(compile(source).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(SyntaxCode.NESTING_TOO_DEEP);
  }

  /** Compiles, writes, reads and prints a source in a thread with a stack of 512 KiB. */
  private static Diagnosed<DeviceTree> onSmallStack(String source) throws Exception {
    FutureTask<Diagnosed<DeviceTree>> task =
        new FutureTask<>(
            () -> {
              Diagnosed<DeviceTree> tree = compile(source);
              if (tree.value().isPresent()) {
                DeviceTree compiled = tree.value().get();
                Bytes blob = DtbWriter.write(compiled);
                DeviceTree read =
                    DtbReader.read(new SourceFile("x.dtb", blob)).value().orElseThrow();
                assertThat(DtbWriter.write(read)).isEqualTo(blob);
                assertThat(compile(DtsPrinter.print(compiled)).value()).isPresent();
                assertThat(compiled.root()).hasSameHashCodeAs(compiled.root());
              }
              return tree;
            });
    new Thread(null, task, "small", 512 << 10).start();
    return task.get();
  }

  /** Returns nested labelled nodes, each with references to itself. */
  private static String nested(int levels) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < levels; i++) {
      text.append("l%d: a { p = <&l%d>, &l%d; ".formatted(i, i, i));
    }
    return text + "};".repeat(levels);
  }

  @Test
  void nodesAtTheDepthLimitNeedLittleStack() throws Exception {
    int most = NodePath.MAX_DEPTH;
    assertThat(onSmallStack("/dts-v1/; / { " + nested(most) + " };").value()).isPresent();
    assertThat(onSmallStack("/dts-v1/; / { " + nested(most + 1) + " };").diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(SyntaxCode.NESTING_TOO_DEEP);
  }

  @Test
  void overlayNodesAtTheDepthLimitNeedLittleStack() throws Exception {
    int most = NodePath.MAX_DEPTH - 1; // __local_fixups__ repeats the nodes one level deeper
    String head = "/dts-v1/; /plugin/; / { ";
    assertThat(onSmallStack(head + nested(most) + " };").value()).isPresent();
    assertThat(onSmallStack(head + nested(most + 1) + " };").diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(TreeCode.NODES_TOO_DEEP);
  }

  @Test
  void nestingLimitAppliesAcrossStatements() throws Exception {
    String deepest = "&l" + (NodePath.MAX_DEPTH - 1);
    String tree = "/dts-v1/; / { " + nested(NodePath.MAX_DEPTH) + " }; ";
    assertThat(onSmallStack(tree + deepest + " { b { }; c { }; };").diagnostics())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.code()).isEqualTo(TreeCode.NODES_TOO_DEEP);
              assertThat(d.message().text()).contains("256 levels");
            });
  }

  @Test
  void nestedParenthesesAndConditionalsNeedLittleStack() throws Exception {
    String parentheses = "(".repeat(DEPTH) + "1";
    String conditionals = "(" + "1 ? 1 : ".repeat(DEPTH) + "1)";
    for (String expression : List.of(parentheses, conditionals)) {
      assertThat(onSmallStack("/dts-v1/; / { a = <" + expression + ">; };").diagnostics())
          .extracting(Diagnostic::code)
          .containsExactly(SyntaxCode.NESTING_TOO_DEEP);
    }
  }

  @Test
  void longSequenceOfUnaryOperatorsIsAccepted() {
    String source = "/dts-v1/; / { a = <(" + "-".repeat(DEPTH) + "1)>; };";
    assertThat(compile(source).value()).isPresent();
  }

  @Test
  void tooDeeplyNestedBlobIsRejected() {
    byte[] blob = new byte[40 + 16 + DEPTH * 8 + 16];
    int[] header = {0xd00dfeed, blob.length, 56, blob.length, 40, 17, 16, 0, 0, DEPTH * 8 + 16};
    for (int i = 0; i < header.length; i++) {
      cell(blob, i * 4, header[i]);
    }
    cell(blob, 56, 1);
    for (int i = 0; i < DEPTH; i++) {
      cell(blob, 64 + i * 8, 1);
      blob[68 + i * 8] = 'n';
    }
    Diagnosed<DeviceTree> tree = DtbReader.read(new SourceFile("x.dtb", Bytes.wrap(blob)));
    assertThat(tree.diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(DiagnosticText.line(d)).startsWith("x.dtb@0x").contains("deep"));
  }

  @Test
  void tooLongPathsAndNamesAreRejected() {
    int most = NodePath.MAX_LENGTH;
    String end = "x".repeat(most - 8);
    String start = "/dts-v1/; / { abc { def { ";
    Diagnosed<DeviceTree> longest = compile(start.replace("def", end.substring(3)) + "}; }; };");
    assertThat(longest.hasErrors()).isFalse();
    assertThat(compile(start + end + " { }; }; }; };").diagnostics())
        .extracting(Diagnostic::code)
        .contains(TreeCode.NODES_TOO_DEEP);
    for (String member : List.of(" = <1>", "", " { }")) {
      assertThat(compile("/dts-v1/; / { " + "x".repeat(most + 1) + member + "; };").diagnostics())
          .extracting(Diagnostic::code)
          .containsExactly(SyntaxCode.NESTING_TOO_DEEP);
    }
    assertThat(compile("/dts-v1/; / { = " + "x".repeat(most + 1) + "; };").hasErrors()).isTrue();
  }

  @Test
  void tooLongPathInABlobIsRejected() {
    String name = "x".repeat(NodePath.MAX_LENGTH - 7);
    DtNode inner = node(name, List.of());
    DtNode outer = node("abcde", List.of(inner));
    assertThat(readAgain(node("", List.of(outer))).hasErrors()).isFalse();
    DtNode longer = node("abcdef", List.of(inner));
    assertThat(readAgain(node("", List.of(longer))).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(DtbCode.BLOB_TOO_DEEP);
  }

  private static DtNode node(String name, List<DtNode> children) {
    return new DtNode(name, List.of(), List.of(), children, List.of());
  }

  private static Diagnosed<DeviceTree> readAgain(DtNode root) {
    DeviceTree tree =
        new DeviceTree(root, List.of(), 0, false, span -> new Origin.Unknown("x.dtb"));
    return DtbReader.read(new SourceFile("x.dtb", DtbWriter.write(tree)));
  }

  private static void cell(byte[] blob, int at, int value) {
    for (int i = 0; i < 4; i++) {
      blob[at + i] = (byte) (value >> (24 - 8 * i));
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void truncatedSourceNeverThrows(Path source) throws IOException {
    byte[] original = Files.readAllBytes(source);
    for (int length = 0; length < original.length; length += 3) {
      assertExplained(compile(java.util.Arrays.copyOf(original, length)));
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void corruptedSourceNeverThrows(Path source) throws IOException {
    byte[] original = Files.readAllBytes(source);
    Random random = new Random(source.getFileName().toString().hashCode());
    String interesting = "{}[]<>()\"'\\;:=,&/*#@\n\0\377 0x1aA-_";
    for (int round = 0; round < 300; round++) {
      byte[] broken = original.clone();
      for (int i = 0; i <= round % 4; i++) {
        broken[random.nextInt(broken.length)] =
            (byte) interesting.charAt(random.nextInt(interesting.length()));
      }
      assertExplained(compile(broken));
    }
  }

  private static void assertExplained(Diagnosed<DeviceTree> tree) {
    if (tree.value().isEmpty()) {
      assertThat(tree.hasErrors()).isTrue();
    }
    tree.diagnostics().forEach(d -> assertThat(DiagnosticText.snippet(d)).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void truncatedOrCorruptedBlobNeverThrows(Path source) throws IOException {
    Optional<DeviceTree> tree = compile(Files.readString(source).replace("#include", "//")).value();
    byte[] blob = tree.map(t -> DtbWriter.write(t).toArray()).orElse(new byte[64]);
    Random random = new Random(blob.length);
    for (int length = 0; length < blob.length; length += 5) {
      read(java.util.Arrays.copyOf(blob, length));
    }
    for (int round = 0; round < 500; round++) {
      byte[] broken = blob.clone();
      for (int i = 0; i <= round % 3; i++) {
        broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      }
      read(broken);
    }
  }

  private static void read(byte[] blob) {
    Diagnosed<DeviceTree> tree = DtbReader.read(new SourceFile("x.dtb", Bytes.wrap(blob)));
    assertThat(tree.value().isPresent()).isNotEqualTo(tree.hasErrors());
    tree.value().ifPresent(DtbWriter::write);
  }
}
