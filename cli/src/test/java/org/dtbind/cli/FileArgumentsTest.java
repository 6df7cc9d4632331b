// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that outputs do not replace inputs, and that every failed write is reported. */
class FileArgumentsTest {

  private static final String BOARD =
      "/dts-v1/;\n#include \"inc.dtsi\"\n/ { g: gpio { gpio-controller; #gpio-cells = <2>; }; };\n";

  private static final String SPEC =
      "apiVersion: dtbind/v1\n"
          + "devices:\n"
          + "  - node: door\n"
          + "    create: { compatible: gpio-keys }\n";

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void writeInputs() throws IOException {
    write("my.dts", BOARD);
    write("inc.dtsi", "/ { k { }; };\n");
    write("other.dts", "/dts-v1/;\n/ { k { }; };\n");
    write("wrong.dts", BOARD + "/ { a = <1> <2>; };\n");
    write("door.dtso", "/dts-v1/;\n/plugin/;\n&g { door { }; };\n");
    write("b.yaml", SPEC);
    Files.createLink(at("hard.dts"), at("my.dts"));
    Files.createSymbolicLink(at("soft.dts"), Path.of("my.dts"));
    Files.createDirectory(at("sub"));
    assertThat(run("compile -q --symbols @my.dts -o @my.dtb").status()).isZero();
    assertThat(run("compile -q @door.dtso -o @door.dtbo").status()).isZero();
  }

  private Path at(String name) {
    return directory.resolve(name);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(at(name), text);
  }

  /** Runs a command line in which {@code @} stands for the directory. */
  private Run run(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      words.add(word.replace("@", directory + "/"));
    }
    return Run.of(words.toArray(String[]::new));
  }

  private Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return content;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compile @my.dts -o @my.dts",
        "compile @my.dts -o @hard.dts",
        "compile @my.dts -o @soft.dts",
        "compile @my.dts -o @sub/../my.dts",
        "compile @my.dts -o @inc.dtsi",
        "compile @my.dts -o @o.dtb --deps @my.dts",
        "compile @my.dts -o @o.dtb --deps @inc.dtsi",
        "compile @my.dts -o @o.dtb --diagnostics-file @my.dts",
        "compile @my.dts -o @o.dtb --diagnostics-file @inc.dtsi",
        "--diagnostics-file @my.dts compile @my.dts --bogus",
        "compile @my.dts -o @o.dtb --deps @o.dtb",
        "compile @my.dts -o @o.dtb --diagnostics-file @sub/../o.dtb",
        "compile @my.dtb -O dts -o @my.dtb",
        "compile --out-dir @ -O dts @my.dts",
        "check @my.dts --html @inc.dtsi",
        "check @my.dts --write-baseline @inc.dtsi",
        "check --fix @wrong.dts --html @inc.dtsi",
        "fmt @ --diagnostics-file @my.dts",
        "overlay create --base @my.dts --spec @b.yaml -o @b.yaml",
        "overlay create --base @my.dts --spec @b.yaml -o @my.dts",
        "overlay create --base @my.dtb --spec @b.yaml -o @my.dtb",
        "overlay apply --base @my.dtb @door.dtso -o @door.dtso",
        "overlay apply --base @my.dtb @door.dtbo -o @door.dtbo",
        "overlay apply --base @my.dts @door.dtbo -o @my.dts",
        "check --together --base @my.dtb @door.dtso --html @door.dtso",
        "diff @my.dts @other.dts -o @my.dts",
        "check --schemas @sub --write-baseline @my.dts @my.dts",
        "try @my.dtb -o @my.dtb",
        "explain --tree @my.dts --html @my.dts /",
      })
  void inputIsNotReplaced(String line) throws Exception {
    Map<String, String> before = content();
    Run run = run(line);
    assertThat(run.status()).as(run.toString()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    if (!line.contains("--bogus")) {
      assertThat(run.err()).containsOnlyOnce("; choose another file for -");
    }
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void messagesAreNotAddedToAnInputInAnArgumentFile() throws Exception {
    write(
        "arguments",
        "--diagnostics-file=%s\ncompile\n%s\n--bogus\n".formatted(at("my.dts"), at("my.dts")));
    Map<String, String> before = content();
    assertThat(Run.of("@" + at("arguments")).status()).isEqualTo(64);
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void fileThatABatchIncludesIsNotReplaced() throws Exception {
    String before = Files.readString(at("inc.dtsi"));
    Run run = run("compile --out-dir @sub @my.dts @other.dts --diagnostics-file @inc.dtsi");
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).containsOnlyOnce("; choose another file for --diagnostics-file");
    assertThat(at("inc.dtsi")).hasContent(before);
  }

  @Test
  void messageNamesBothFiles() {
    assertThat(run("compile @my.dts -o @my.dts").err())
        .isEqualTo(
            "dtbind: the output %s is also an input; choose another file for -o\n"
                .formatted(at("my.dts")));
    assertThat(run("compile @my.dts -o @soft.dts").err())
        .isEqualTo(
            "dtbind: the output %s is the same file as the input %s; choose another file for -o\n"
                .formatted(at("soft.dts"), at("my.dts")));
    assertThat(run("compile @my.dts -o @o.dtb --deps @o.dtb").err())
        .isEqualTo(
            "dtbind: -o and --deps would both write %s; choose another file for --deps\n"
                .formatted(at("o.dtb")));
  }

  @Test
  void blobMayBeEditedInPlace() throws Exception {
    byte[] before = Files.readAllBytes(at("my.dtb"));
    assertThat(run("overlay apply --base @my.dtb @door.dtbo -o @my.dtb"))
        .isEqualTo(new Run(0, "", ""));
    assertThat(Files.readAllBytes(at("my.dtb"))).isNotEqualTo(before);
    assertThat(run("compile @my.dtb -o @my.dtb").status()).isZero();
    assertThat(run("fdtoverlay -i @my.dtb -o @my.dtb @door.dtbo").status()).isZero();
    assertThat(run("dtc -q -o @other.dts @other.dts").status()).isZero();
  }

  @Test
  void devicesMayBeSharedByOutputs() {
    assertThat(run("compile -q @my.dts -o /dev/null --diagnostics-file /dev/null --deps /dev/null"))
        .isEqualTo(new Run(0, "", ""));
  }

  /** A write to {@code /dev/full} fails as on a full disk. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "compile -q @my.dts -o /dev/full",
        "compile -q @my.dts -o @o.dtb --deps /dev/full",
        "compile -q @my.dts -o @o.dtb --diagnostics json --diagnostics-file /dev/full",
        "check --together --base @my.dtb @door.dtbo --html /dev/full",
        "try -q --kernel @none @my.dtb -o /dev/full",
      })
  void fullDiskIsReportedWithTheFile(String line) {
    Run run = run(line);
    assertThat(run.status()).as(run.toString()).isEqualTo(1);
    assertThat(run.err())
        .endsWith("dtbind: cannot write /dev/full: no space left on device (ENOSPC)\n");
  }

  @Test
  void diagnosticsFileIsCheckedBeforeTheCommandRuns() throws Exception {
    Map<String, String> before = content();
    Run run = run("compile @my.dts -o @o.dtb --diagnostics-file @none/x");
    assertThat(run)
        .isEqualTo(
            new Run(
                3,
                "",
                "dtbind: %s: no such file or directory\n  help: create the directory %s first\n"
                    .formatted(at("none/x"), at("none"))));
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void diagnosticsThatCannotBeWrittenAreShown() throws Exception {
    write("bad.dts", "/dts-v1/;\n/ { x = <&none>; };\n");
    Run run = run("compile @bad.dts -o @o.dtb --diagnostics-file /dev/full");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("ERROR (phandle_references)", "dtbind: cannot write /dev/full: no space left");
  }
}
