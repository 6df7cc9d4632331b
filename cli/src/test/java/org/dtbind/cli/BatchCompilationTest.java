// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.FileName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchCompilationTest {

  @TempDir Path directory;

  @BeforeEach
  void writeSources() throws IOException {
    Files.createDirectories(directory.resolve("src/a"));
    Files.createDirectories(directory.resolve("src/b"));
    Files.writeString(
        directory.resolve("src/common.dtsi"), "#define ONE 1\n/ { common = <ONE>; };\n");
    writeSource("a/board.dts", "#include \"../common.dtsi\"\n/ { a = <ONE>; };\n");
    writeSource("b/board.dts", "#include \"../common.dtsi\"\n/ { l: b { }; };\n");
    writeSource("b/broken.dts", "/ { c = ; };\n/ { d = <(1/0)>; };\n");
    writeSource("b/addon.dtso", "/plugin/;\n&l { e; };\n");
  }

  private void writeSource(String name, String text) throws IOException {
    Files.writeString(directory.resolve("src").resolve(name), "/dts-v1/;\n" + text);
  }

  private Run compile(String... arguments) {
    List<String> all = new ArrayList<>(List.of("compile", "-@"));
    for (String argument : arguments) {
      all.add(argument.replace("DIR", directory.toString()));
    }
    return Run.of(all.toArray(String[]::new));
  }

  /** Linux disables nodes with such a status; dtc has no check of it, and still prints nothing. */
  @Test
  void statusThatIsNoStatusIsReportedAsAWarning() throws IOException {
    writeSource(
        "a/status.dts",
        """
        / {
        \taliases { status = "/a"; };
        \ta { status = "enabled"; };
        \tb { status = "Okay"; };
        \tc { status = "okay"; };
        \td { status = "fail-needs-probe"; };
        };
        """);
    writeSource("a/o.dtso", "/plugin/;\n&l { status = \"disable\"; };\n");
    Run one = Run.ending(0, "compile", "-o", directory + "/o.dtb", directory + "/src/a/status.dts");
    assertThat(one.err())
        .contains("status.dts:4.6-25: Warning (status_unknown): /a:status: Linux disables this")
        .contains("help: only \"okay\" and \"ok\" enable a node; did you mean \"okay\"?")
        .contains("status.dts:5.6-22: Warning (status_unknown): /b:status: ")
        .doesNotContain("/aliases", "/c", "/d");
    Run all = compile("--out-dir", "DIR/out", "DIR/src/a/status.dts", "DIR/src/a/o.dtso");
    assertThat(all.out()).startsWith("2 compiled, 0 failed, 3 warnings, ");
    assertThat(all.err()).contains("o.dtso:3.6-25: Warning (status_unknown): ");
    for (String name : List.of("status.dts", "o.dtso")) {
      String source = directory + "/src/a/" + name;
      assertThat(Run.ending(0, "dtc", "-@", "-o", directory + "/o", source).err()).isEmpty();
    }
  }

  @Test
  void oneBadSourceDoesNotStopTheOthers() throws IOException {
    Run run =
        compile(
            "--out-dir",
            "DIR/out",
            "--source-root",
            "DIR/src",
            "-j",
            "2",
            "DIR/src/b/broken.dts",
            "DIR/src/a/board.dts",
            "DIR/src/b/board.dts",
            "DIR/src/b/addon.dtso");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).matches("3 compiled, 1 failed, 0 warnings, \\d+\\.\\d s\n");
    assertThat(run.err()).contains("src/b/broken.dts:2.9-10: ERROR (syntax)");
    assertThat(directory.resolve("out/b/broken.dtb")).doesNotExist();
    assertThat(directory.resolve("out/b/addon.dtbo")).exists();
    for (String board : List.of("a/board", "b/board")) {
      CompileOptions options = new CompileOptions(List.of(), List.of(), true, true);
      byte[] alone =
          DtbWriter.write(
                  new Compiler(options)
                      .compile(directory.resolve("src/" + board + ".dts").toString())
                      .value()
                      .orElseThrow())
              .toArray();
      assertThat(Files.readAllBytes(directory.resolve("out/" + board + ".dtb"))).isEqualTo(alone);
    }
  }

  @Test
  void diagnosticsAreInSourceOrder() {
    List<String> arguments = new ArrayList<>(List.of("-q", "--out-dir", "DIR/out", "-j", "4"));
    for (int i = 0; i < 40; i++) {
      String name = "DIR/src/%02d.dts".formatted(i);
      arguments.add(name);
      try {
        writeSource("%02d.dts".formatted(i), "/ { x = <&nobody>; };\n");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    Run run = compile(arguments.toArray(String[]::new));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines().filter(line -> line.contains(": ERROR ")).toList())
        .hasSize(40)
        .isSorted();
  }

  @Test
  void sourceIsNotOverwrittenThroughAMissingDirectory() throws IOException {
    Path source = directory.resolve("src/a/board.dts");
    String before = Files.readString(source);
    Run run = compile("--out-dir", "DIR/missing/../src/a", "-O", "dts", "DIR/src/a/board.dts");
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("is also an input");
    assertThat(Files.readString(source)).isEqualTo(before);
  }

  @Test
  void sourcesWithTheSameOutputAreRefused() {
    Run run = compile("--out-dir", "DIR/out", "DIR/src/a/board.dts", "DIR/src/b/board.dts");
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("would both be written to").contains("--source-root");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void missingSourceHasTheSameExitCodeAsWithoutOutputDirectory() {
    Run run = compile("--out-dir", "DIR/out", "DIR/src/none.dts", "DIR/src/a/board.dts");
    assertThat(run)
        .isEqualTo(
            new Run(
                3,
                "",
                "dtbind: %s: no such file or directory\n"
                    .formatted(directory.resolve("src/none.dts"))));
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void sourceOutsideTheRootIsRefused() {
    Run run = compile("--out-dir", "DIR/out", "--source-root", "DIR/src/a", "DIR/src/b/board.dts");
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("is not below --source-root");
  }

  /** Names are bytes; these are not UTF-8. */
  @Test
  void namesInMessagesAreThoseOfTheFiles() throws IOException {
    String odd = directory + "/\udcff";
    Files.createDirectory(FileName.path(odd));
    Files.writeString(FileName.path(odd + "/board.dts"), "/dts-v1/;\n/ { };\n");
    String shown = directory + "/?";
    assertThat(compile(odd).err())
        .isEqualTo("dtbind: %s: is a directory; specify a .dts or .dtb file\n".formatted(shown));
    assertThat(
            compile("--out-dir", "DIR/out", "--source-root", "DIR/src", odd + "/board.dts").err())
        .startsWith("dtbind: " + shown + "/board.dts is not below --source-root ");
    assertThat(compile("--out-dir", "DIR/out", odd + "/board.dts", "DIR/src/a/board.dts").err())
        .startsWith("dtbind: " + shown + "/board.dts and ");
    assertThat(compile("--out-dir", odd + "/board.dts", "DIR/src/a/board.dts").err())
        .startsWith("dtbind: " + shown + "/board.dts: is not a directory");
    assertThat(compile("--out-dir", odd, "--format", "json", "DIR/src/a/board.dts").out())
        .contains("/?/board.dtb");
  }

  @Test
  void severalSourcesNeedAnOutputDirectory() {
    Run run = compile("DIR/src/a/board.dts", "DIR/src/b/board.dts");
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("--out-dir");
  }

  @Test
  void projectHeadersAreFoundAndListedAsDependencies() throws IOException {
    Path header = directory.resolve("include/dt-bindings/x.h");
    Files.createDirectories(directory.resolve("include/dt-bindings"));
    Files.writeString(header, "#define X 7\n");
    writeSource("a/uses.dts", "#include <dt-bindings/x.h>\n/ { x = <X>; };\n");
    Run run = compile("-o", "DIR/uses.dtb", "--deps", "DIR/uses.d", "DIR/src/a/uses.dts");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Files.readString(directory.resolve("uses.d")))
        .isEqualTo(
            "DIR/uses.dtb: \\\n  DIR/src/a/uses.dts \\\n  DIR/include/dt-bindings/x.h\n"
                .replace("DIR", directory.toString()));
  }

  /** Security review 5: headers that are found without -I are reported. */
  @Test
  void oneNotePerCommandNamesTheHeaderDirectory() throws IOException {
    Files.createDirectories(directory.resolve("include/dt-bindings"));
    Files.writeString(directory.resolve("include/dt-bindings/x.h"), "#define X 7\n");
    String text = "#include <dt-bindings/x.h>\n/ { x = <X>; };\n";
    writeSource("a/uses.dts", text);
    writeSource("b/other.dts", text);
    String note =
        "DIR/include: Note (headers_found): dtbind used headers from this directory for sources in"
            + " DIR\n";
    String[] both = {"--out-dir", "DIR/out", "DIR/src/a/uses.dts", "DIR/src/b/other.dts"};
    Run run = compile(both);
    assertThat(run.out()).startsWith("2 compiled, 0 failed, 0 warnings");
    // A slow machine also shows progress.
    assertThat(run.err().lines().filter(line -> !line.contains(" of 2: ")))
        .containsExactly(note.replace("DIR", directory.toString()).stripTrailing());
    Run one = compile("-o", "DIR/x.dtb", "DIR/src/a/uses.dts", "--diagnostics", "json");
    assertThat(one.err()).contains("\"severity\" : \"note\"", "\"headers_found\"");
    assertThat(compile("-q", "-o", "DIR/x.dtb", "DIR/src/a/uses.dts").err()).isEmpty();
    assertThat(compile("-o", "DIR/x.dtb", "-I", "DIR/include", "DIR/src/a/uses.dts").err())
        .isEmpty();
  }

  /** Security review 5. */
  @Test
  void worldWritableDirectoryIsNotSearchedForHeaders() throws IOException {
    Files.createDirectories(directory.resolve("include/dt-bindings"));
    Files.writeString(directory.resolve("include/dt-bindings/x.h"), "#define X 7\n");
    Files.setAttribute(directory, "unix:mode", 01777);
    writeSource("a/uses.dts", "#include <dt-bindings/x.h>\n/ { x = <X>; };\n");
    Run run = compile("-o", "DIR/x.dtb", "DIR/src/a/uses.dts");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            ("help: the file is in DIR/include, but dtbind does not search this directory, because"
                    + " everyone can write to DIR;")
                .replace("DIR", directory.toString()));
  }

  @Test
  void jsonSummaryListsEverySource() {
    Run run =
        compile(
            "--out-dir",
            "DIR/out",
            "--source-root",
            "DIR/src",
            "--format",
            "json",
            "-q",
            "DIR/src/a/board.dts",
            "DIR/src/b/broken.dts");
    assertThat(run.status()).isEqualTo(2);
    assertThat(
            run.out()
                .replace(directory.toString(), "DIR")
                .replaceAll("[0-9]+,\n  \"s", "N,\n  \"s"))
        .isEqualTo(
            """
            {
              "schema" : "dtbind.compile-batch/1",
              "compiled" : 1,
              "failed" : 1,
              "warnings" : 0,
              "milliseconds" : N,
              "sources" : [
                {
                  "source" : "DIR/src/a/board.dts",
                  "output" : "DIR/out/a/board.dtb",
                  "errors" : 0,
                  "warnings" : 0,
                  "notWritten" : null
                },
                {
                  "source" : "DIR/src/b/broken.dts",
                  "output" : null,
                  "errors" : 2,
                  "warnings" : 0,
                  "notWritten" : null
                }
              ]
            }
            """);
  }
}
