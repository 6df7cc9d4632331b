// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.TreeCheck;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dtb.AsmWriter;
import org.dtbind.dtb.BlobLayout;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.preprocess.Preprocessor;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.TreeOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the output formats with dtc. The files next to forms/board.dts are the output of dtc
 * 1.8.1: {@code -O yaml}, {@code -O asm}, {@code -O asm -V 1 -R 1 -S 500 -a 8}, {@code -O dts -T}
 * and {@code -O dts -T -T -s}.
 */
class FormsTest {

  private static Bytes file(String name) throws IOException {
    try (InputStream in = FormsTest.class.getResourceAsStream("/forms/" + name)) {
      return Bytes.wrap(in.readAllBytes());
    }
  }

  private static Diagnosed<DeviceTree> read(Bytes source) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, false);
    return new Compiler(options, name -> Optional.of(source)).build("x.dts");
  }

  private static DeviceTree board() throws IOException {
    return read(file("board.dts")).value().orElseThrow();
  }

  @Test
  void yamlMatchesDtc() throws IOException {
    assertThat(YamlPrinter.print(board())).isEqualTo(file("board.yaml").latin1());
  }

  @Test
  void assemblerOutputMatchesDtc() throws IOException {
    assertThat(AsmWriter.write(board(), BlobLayout.DEFAULT)).isEqualTo(file("board.asm").latin1());
    assertThat(AsmWriter.write(board(), new BlobLayout(1, 1, 500, 0, 8)))
        .isEqualTo(file("board-1.asm").latin1());
  }

  @Test
  void annotationsMatchDtc() throws IOException {
    String first = Preprocessor.firstName(file("board.dts")).orElseThrow();
    assertThat(first).isEqualTo("boards/board.dts");
    assertThat(DtsPrinter.printAsDtc(board(), new Annotations(1, first)))
        .isEqualTo(file("board.lines").latin1());
    assertThat(DtsPrinter.printAsDtc(TreeOrder.sorted(board()), new Annotations(2, first)))
        .isEqualTo(file("board.places").latin1());
  }

  @Test
  void yamlOfABlobGuessesTypes() throws IOException {
    DeviceTree tree =
        read(Bytes.latin1("/dts-v1/; / { s = \"a\", \"b\"; c = <1>; };")).value().get();
    SourceFile blob = new SourceFile("x.dtb", DtbWriter.write(tree));
    assertThat(YamlPrinter.print(DtbReader.read(blob).value().orElseThrow()))
        .isEqualTo("---\n- s: [\"a\", \"b\"]\n  c: [[0x1]]\n...\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 17})
  void blobOfEachVersionCanBeReadBack(int version) throws IOException {
    Bytes blob = DtbWriter.write(board(), new BlobLayout(version, 2, 4000, 0, 0));
    assertThat(blob.length()).isEqualTo(4000);
    DeviceTree tree =
        DtbReader.read(new SourceFile("x.dtb", blob)).value().orElseThrow().withoutNames();
    assertThat(tree.bootCpu()).isEqualTo(version == 1 ? 0 : 3);
    assertThat(DtbWriter.write(tree.bootedBy(3))).isEqualTo(DtbWriter.write(board()));
  }

  @Test
  void paddingIsAddedAndSizesAreAligned() throws IOException {
    int plainSize = DtbWriter.write(board()).length();
    assertThat(DtbWriter.write(board(), new BlobLayout(17, 0, 0, 100, 0)).length())
        .isEqualTo(plainSize + 100);
    assertThat(DtbWriter.write(board(), new BlobLayout(17, 0, 10, 0, 4096)).length())
        .isEqualTo((plainSize + 4095) / 4096 * 4096);
    assertThat(AsmWriter.write(board(), new BlobLayout(17, 0, 0, 100, 0)))
        .contains("\t.space\t100, 0\n");
  }

  /** The lines are those that dtc 1.8.1 reports; {@code ~} stands for a newline. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "/dts-v1/; / { a = <1 = 2>; };!x.dts:1.",
        "/dts-v1/;~# 7 \"y\\\"\\303\\274\" 1 3~/ { a }; };!y\"ü:7.",
        "/dts-v1/;~#line 7 \"y.h\"~/ { a }; };!y.h:7.",
        "/dts-v1/;~ # 7 \"y\"~/ { };!x.dts:2.",
        "/dts-v1/;~# 7~/ { };!x.dts:2.",
        "/dts-v1/;~#7 \"y\"~/ { };!x.dts:2.",
        "/dts-v1/;~# 7 \"y~/ { };!x.dts:2.",
      })
  void syntaxErrorIsInTheLineOfTheMarker(String source, String place) {
    assertThat(read(Bytes.latin1(source.replace('~', '\n'))).diagnostics().get(0).origin().place())
        .startsWith(place);
  }

  @Test
  void zeroByteInALineMarkerIsReported() {
    Diagnosed<DeviceTree> read = read(Bytes.latin1("# 1 \"\\0\"\n/dts-v1/; / { };"));
    assertThat(read.diagnostics()).hasSize(1);
    assertThat(DiagnosticText.line(read.diagnostics().get(0)))
        .isEqualTo(
            "x.dts:1.1-9: ERROR (bad_directive): the file name in a line marker contains a zero"
                + " byte");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "a { phandle = <1>; }; b { phandle = <1>; };"
            + "!duplicated phandle 0x1 (seen before at /a)",
        "a { phandle = <0>; };!bad value (0x0) in phandle property",
        "a { linux,phandle = [01]; };!bad length (1) linux,phandle property",
        "a { phandle = <1>; linux,phandle = <2>; };"
            + "!mismatching 'phandle' and 'linux,phandle' properties",
        "a { name = \"b\"; };!\"name\" property is incorrect (\"b\" instead of base node name)",
      })
  void phandlesAndNamesOfABlobAreChecked(String nodes, String message) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, false);
    Bytes source = Bytes.latin1("/dts-v1/; / { " + nodes + " };");
    DeviceTree tree =
        new Compiler(options, name -> Optional.of(source)).build("x.dts").value().orElseThrow();
    assertThat(TreeCheck.asDtc(tree, CheckLevels.ERRORS, false, List.of()))
        .anySatisfy(problem -> assertThat(problem.message().text()).isEqualTo(message));
  }

  @Test
  void emptyByteArrayAfterAStringIsOmitted() {
    DeviceTree tree = read(Bytes.latin1("/dts-v1/; / { a = \"b\", []; };")).value().get();
    assertThat(DtsPrinter.print(tree)).contains("\ta = \"b\";\n");
    assertThat(DtsPrinter.printAsDtc(tree, Annotations.NONE)).contains("\ta = \"b\" [;\n");
  }
}
