// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the replacement for fdtoverlay. */
class FdtoverlayTest {

  private static final String SOURCE =
      """
      /dts-v1/;
      /memreserve/ 0x1000 0x20;
      / {
        model = "A board";
        compatible = "a,board", "a,soc";
        aliases { serial0 = "/soc/uart@1000"; };
        soc {
          uart: uart@1000 { reg = <0x1000 0x100>; status = "disabled"; odd = [01 02 ff]; on; };
          gpio { };
        };
      };
      """;

  @TempDir private Path directory;

  private String blob() throws Exception {
    return Files.write(directory.resolve("x.dtb"), Blobs.of(SOURCE)).toString();
  }

  private static Run run(String... args) {
    return Run.of(
        Stream.concat(Stream.of("fdtoverlay"), Arrays.stream(args)).toArray(String[]::new));
  }

  private String overlay(String name, String body) throws Exception {
    byte[] blob = Blobs.of("/dts-v1/;\n/plugin/;\n" + body);
    return Files.write(directory.resolve(name), blob).toString();
  }

  @Test
  void invalidCommandLinePrintsHelpAndReason() {
    Run unknown = run("-y");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err())
        .contains("fdtoverlay: invalid option -- 'y'\nUsage: fdtoverlay ")
        .endsWith("\nError: unknown option\n");
    assertThat(run().err()).endsWith("\nError: missing input file\n");
    assertThat(run("-i", "x").err()).endsWith("\nError: missing output file\n");
    assertThat(run("-i", "x", "-o", "y").err()).endsWith("\nError: missing overlay file(s)\n");
    assertThat(run("--help").out()).startsWith("Usage: fdtoverlay").contains("-V, --version");
    assertThat(run("-V").out()).startsWith("Version: DTC 1.8.1-dtbind-");
  }

  @Test
  void missingLabelIsNamedWithItsPlace() throws Exception {
    Path base = directory.resolve("base.dtb");
    Files.write(base, Blobs.of("/dts-v1/;\n/ { uart0: n { }; __symbols__ { uart0 = \"/n\"; }; };"));
    String name = overlay("uart.dtbo", "&uart1 { status = \"okay\"; };\n");
    Run run = run("-i", base.toString(), "-o", base + ".out", name);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().replace(directory + "/", ""))
        .startsWith("uart.dtbo@0x")
        .contains(
            ": ERROR (unresolved_label): /fragment@0:target:0: the base has no label 'uart1'\n")
        .contains("the similar label 'uart0' is at base.dtb@0x");
    assertThat(Path.of(base + ".out")).doesNotExist();
  }

  @Test
  void overlaysAreMergedInOrder() throws Exception {
    String x = blob();
    String one = overlay("1.dtbo", "&uart { status = \"okay\"; led: led { }; };\n");
    String two = overlay("2.dtbo", "&led { on; };\n");
    String out = directory.resolve("out.dtb").toString();
    assertThat(run("-v", "-i", x, "-o", out, one, two))
        .isEqualTo(
            new Run(
                0,
                "input  = %s\noutput = %s\noverlay[0] = %s\noverlay[1] = %s\n"
                    .formatted(x, out, one, two),
                ""));
    assertThat(Run.of("dtc", "-q", "-O", "dts", out).out().replaceAll("\\s+", " "))
        .contains("uart: uart@1000 { ", "status = \"okay\"; ", "led: led { on; ")
        .contains("led = \"/soc/uart@1000/led\"; ");
  }

  /** Like libfdt, which assumes that the first token is the root. */
  @Test
  void baseWithNopBeforeRootIsRefused() throws Exception {
    byte[] base = Blobs.of("/dts-v1/;\n/ { a: a { x; }; };\n");
    String x = Files.write(directory.resolve("x.dtb"), Blobs.withNopBeforeRoot(base)).toString();
    String out = directory.resolve("out.dtb").toString();
    Run run = run("-i", x, "-o", out, overlay("1.dtbo", "&a { y; };\n"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("FATAL ERROR: " + x + " cannot be changed in place: its root ");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void failedOverlayIsNamedAndNothingIsWritten() throws Exception {
    String x = blob();
    String out = directory.resolve("out.dtb").toString();
    String fine = overlay("1.dtbo", "&uart { a; };\n");
    String none = overlay("2.dtbo", "&none { a; };\n");
    String lost = overlay("3.dtbo", "&{/none} { a; };\n");
    String bad = overlay("4.dtbo", "/ { __fixups__ { uart = \"bad\"; }; };\n");
    for (String failing : List.of(none, lost, bad)) {
      Run run = run("-i", x, "-o", out, fine, failing);
      assertThat(run.status()).as(run.err()).isEqualTo(1);
      assertThat(run.err()).startsWith(failing + "@0x");
    }
    assertThat(run("-i", directory + "/no", "-o", out, fine))
        .isEqualTo(new Run(1, "", "dtbind: " + directory + "/no: no such file or directory\n"));
    String bare =
        Files.write(directory.resolve("bare.dtb"), Blobs.of("/dts-v1/; / { __symbols__ { }; };"))
            .toString();
    assertThat(run("-i", bare, "-o", out, fine).err()).startsWith(fine + "@0x");
    assertThat(Path.of(out)).doesNotExist();
  }
}
