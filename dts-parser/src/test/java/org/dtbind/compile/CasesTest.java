// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.testing.Golden;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles the sources in {@code src/test/resources/cases} and compares the tree or the messages
 * with golden files, and the blob with dtc. {@code -Dgolden.update=true} rewrites the golden files;
 * review the diff before committing it.
 */
@Tag("given")
class CasesTest {

  private static final Path CASES = CaseFiles.DIRECTORY;

  static Stream<String> accepted() throws IOException {
    return Stream.concat(sources("accept"), sources("accept-newer"));
  }

  /** Debian 12 has dtc 1.6.1, which rejects the sources in accept-newer. */
  static Stream<String> acceptedByDtc() throws IOException {
    return OnPath.isDtcNewest() ? accepted() : sources("accept");
  }

  static Stream<String> rejected() throws IOException {
    return sources("reject");
  }

  private static Stream<String> sources(String directory) throws IOException {
    try (Stream<Path> files = Files.list(CASES.resolve(directory))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".dts"))
          .map(name -> directory + "/" + name)
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Diagnosed<DeviceTree> compile(String source, boolean symbols) {
    CompileOptions options = new CompileOptions(List.of("include"), List.of(), true, symbols);
    return new Compiler(options, new CaseFiles()).compile(source);
  }

  private static DeviceTree compileText(String text) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, false);
    return new Compiler(options, name -> Optional.of(Bytes.latin1(text)))
        .compile("printed.dts")
        .value()
        .orElseThrow(() -> new AssertionError("printed source does not compile:\n" + text));
  }

  private static void assertGolden(String source, String suffix, String actual) throws IOException {
    Golden.check(CASES.resolve(source.replace(".dts", suffix)), actual);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void sourceCompilesToTheExpectedTree(String source) throws IOException {
    Diagnosed<DeviceTree> tree = compile(source, true);
    StringBuilder messages = new StringBuilder();
    tree.diagnostics()
        .forEach(d -> messages.append("// ").append(DiagnosticText.line(d)).append('\n'));
    assertThat(tree.hasErrors()).as(messages.toString()).isFalse();
    assertGolden(source, ".tree", messages + DtsPrinter.print(tree.value().orElseThrow()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void printedTreeCompilesToTheSameBlob(String source) {
    DeviceTree tree = compile(source, true).value().orElseThrow();
    assertThat(DtbWriter.write(compileText(DtsPrinter.print(tree))))
        .isEqualTo(DtbWriter.write(tree));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void blobSurvivesReadingAndWriting(String source) {
    Bytes blob = DtbWriter.write(compile(source, true).value().orElseThrow());
    DeviceTree read = DtbReader.read(new SourceFile("x.dtb", blob)).value().orElseThrow();
    assertThat(DtbWriter.write(read)).isEqualTo(blob);
    assertThat(DtbWriter.write(compileText(DtsPrinter.print(read)))).isEqualTo(blob);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rejected")
  void brokenSourceReportsTheExpectedMessages(String source) throws IOException {
    Diagnosed<DeviceTree> tree = compile(source, true);
    StringBuilder messages = new StringBuilder();
    for (Diagnostic diagnostic : tree.diagnostics()) {
      messages.append(DiagnosticText.snippet(diagnostic));
    }
    assertThat(tree.hasErrors()).isTrue();
    assertThat(tree.value()).isEmpty();
    assertGolden(source, ".messages", messages.toString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("acceptedByDtc")
  void dtcProducesTheSameBlob(String source) throws Exception {
    assumeTrue(OnPath.has("dtc") && OnPath.has("cpp"), "needs cpp and dtc on the PATH");
    Process process =
        new ProcessBuilder(
                "sh",
                "-ec",
                "cpp -nostdinc -undef -D__DTS__ -x assembler-with-cpp -I include \"$1\""
                    + " | \"$2\" -q -@ -I dts -O dtb -i \"${1%/*}\" -i include -",
                "sh",
                source,
                OnPath.dtc())
            .directory(CASES.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] expected = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("dtc accepts " + source).isZero();
    byte[] actual = DtbWriter.write(compile(source, true).value().orElseThrow()).toArray();
    assertThat(actual).isEqualTo(expected);
  }

  /** dtbind must not reject a source that dtc accepts. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("rejected")
  void dtcAlsoRejectsRejectedSources(String source) throws Exception {
    assumeTrue(OnPath.has("dtc") && OnPath.has("cpp"), "needs cpp and dtc on the PATH");
    Process process =
        new ProcessBuilder(
                "bash",
                "-o",
                "pipefail",
                "-c",
                "cpp -nostdinc -undef -D__DTS__ -x assembler-with-cpp -I include \"$1\""
                    + " | \"$2\" -@ -I dts -O dtb -i \"${1%/*}\" -o /dev/null -",
                "bash",
                source,
                OnPath.dtc())
            .directory(CASES.toFile())
            .redirectErrorStream(true)
            .start();
    String messages = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(messages).isNotZero();
  }
}
