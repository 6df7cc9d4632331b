// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the output of fdtget, fdtput, fdtdump and fdtoverlay. */
class FdtToolsTest {

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

  private static Run run(String tool, String... args) {
    return Run.of(Stream.concat(Stream.of(tool), Arrays.stream(args)).toArray(String[]::new));
  }

  private static void assertOutput(Run run, String out) {
    assertThat(run).isEqualTo(new Run(0, out, ""));
  }

  private static void assertFails(Run run, String err) {
    String withoutNotes = run.err().replaceAll("(?m)^note: .*\n", "");
    assertThat(new Run(run.status(), run.out(), withoutNotes)).isEqualTo(new Run(1, "", err));
  }

  @Test
  void fdtgetGuessesTheTypeOrUsesTheRequestedOne() throws Exception {
    String x = blob();
    assertOutput(run("fdtget", x, "/", "model"), "A board\n");
    assertOutput(run("fdtget", x, "/", "model", "/", "compatible"), "A board\na,board a,soc\n");
    assertOutput(run("fdtget", x, "/soc/uart@1000", "reg"), "4096 256\n");
    assertOutput(run("fdtget", "-tx", x, "/soc/uart", "reg"), "1000 100\n");
    assertOutput(run("fdtget", "-thx", x, "serial0", "reg"), "0 1000 0 100\n");
    assertOutput(run("fdtget", "-t", "hhu", x, "serial0", "odd"), "1 2 255\n");
    assertOutput(run("fdtget", "-tbi", x, "serial0", "odd"), "1 2 255\n");
    assertOutput(run("fdtget", x, "serial0", "on"), "\n");
    assertOutput(run("fdtget", "--type=r", x, "/", "compatible"), "a,board\0a,soc\0\n");
  }

  @Test
  void fdtgetListsPropertiesAndChildren() throws Exception {
    String x = blob();
    assertOutput(run("fdtget", "-p", x, "/soc/uart"), "reg\nstatus\nodd\non\nphandle\n");
    assertOutput(
        run("fdtget", "-l", x, "/", "/soc"), "aliases\nsoc\n__symbols__\nuart@1000\ngpio\n");
    assertOutput(run("fdtget", "--list", x, "/soc/gpio"), "");
  }

  @Test
  void fdtgetReportsMissingNodesAndProperties() throws Exception {
    String x = blob();
    assertFails(run("fdtget", x, "/none", "a"), "Error at '/none': FDT_ERR_NOTFOUND\n");
    assertFails(run("fdtget", x, "none", "a"), "Error at 'none': FDT_ERR_BADPATH\n");
    assertFails(run("fdtget", x, "/", "a"), "Error at 'a': FDT_ERR_NOTFOUND\n");
    assertOutput(run("fdtget", "-d", "nothing", x, "/none", "a", "/", "b"), "nothing\nnothing\n");
    assertFails(run("fdtget", "-ts", x, "serial0", "odd"), "Unterminated string\n");
    assertFails(
        run("fdtget", "-tlx", x, "serial0", "odd"),
        "Property length must be a multiple of selected data size\n");
    assertFails(
        run("fdtget", directory + "/no", "/", "a"),
        "Couldn't open blob from '" + directory + "/no': No such file or directory\n");
    assertFails(
        run("fdtget", directory.toString(), "/", "a"),
        "Couldn't open blob from '" + directory + "': Is a directory\n");
    assertOutput(run("fdtget", directory + "/no"), "");
  }

  @Test
  void invalidCommandLinePrintsHelpAndReason() {
    for (String tool : new String[] {"fdtget", "fdtput", "fdtdump", "fdtoverlay"}) {
      Run unknown = run(tool, "-y");
      assertThat(unknown.status()).isEqualTo(1);
      assertThat(unknown.err()).contains(tool + ": invalid option -- 'y'\nUsage: " + tool + " ");
      assertThat(unknown.err()).endsWith("\nError: unknown option\n");
      assertThat(run(tool).err())
          .containsPattern("\nError: missing (filename|input file(name)?)\n$");
      assertThat(run(tool, "--help").out()).startsWith("Usage: " + tool).contains("-V, --version");
      assertThat(run(tool, "-V").out()).startsWith("Version: DTC 1.8.1-dtbind-");
    }
    assertThat(run("fdtget", "-tq", "x").err()).endsWith("\nError: invalid type string\n");
    assertThat(run("fdtput", "-tr", "x").err()).endsWith("\nError: Unsupported raw data type\n");
    assertThat(run("fdtget", "x", "/").err())
        .endsWith("\nError: must have an even number of arguments\n");
    assertThat(run("fdtput", "x").err()).endsWith("\nError: missing node\n");
    assertThat(run("fdtput", "x", "/").err()).endsWith("\nError: missing property\n");
    assertThat(run("fdtoverlay", "-i", "x").err()).endsWith("\nError: missing output file\n");
  }

  @Test
  void fdtputSetsAddsAndRemoves() throws Exception {
    String x = blob();
    assertOutput(run("fdtput", x, "/", "model", "-ts", "Other", "board"), "");
    assertOutput(run("fdtget", x, "/", "model"), "Other board\n");
    assertOutput(run("fdtput", "-tx", x, "serial0", "reg", "0x2000", "80"), "");
    assertOutput(run("fdtget", "-tx", x, "serial0", "reg"), "2000 80\n");
    assertOutput(run("fdtput", "-cp", x, "/a/b/c"), "");
    assertOutput(run("fdtput", "-c", x, "/a/b/d"), "");
    assertOutput(run("fdtget", "-l", x, "/a/b"), "d\nc\n");
    assertOutput(run("fdtput", "-r", x, "/a/b/c", "/soc/gpio"), "");
    assertOutput(run("fdtget", "-l", x, "/a/b", "/soc"), "d\nuart@1000\n");
    assertOutput(run("fdtput", "-d", x, "serial0", "odd", "on"), "");
    assertOutput(run("fdtget", "-p", x, "serial0"), "reg\nstatus\nphandle\n");
  }

  /** dtc's fdtput writes only the low byte, and leaves the other one undefined. */
  @Test
  void fdtputWritesBothBytesOfShorts() throws Exception {
    String x = blob();
    assertOutput(run("fdtput", "-thx", x, "/", "h", "1234", "abcd"), "");
    assertOutput(run("fdtget", "-tbx", x, "/", "h"), "12 34 ab cd\n");
  }

  @Test
  void failedFdtputLeavesTheFileUnchanged() throws Exception {
    String x = blob();
    byte[] before = Files.readAllBytes(Path.of(x));
    assertFails(run("fdtput", x, "/none", "a", "1"), "Error at '/none': FDT_ERR_NOTFOUND\n");
    assertFails(run("fdtput", "-c", x, "/new", "/soc"), "Error at 'soc': FDT_ERR_EXISTS\n");
    assertFails(run("fdtput", "-c", x, "new"), "Error at 'new': FDT_ERR_BADPATH\n");
    assertFails(run("fdtput", "-d", x, "/soc", "a"), "Error at '/soc': FDT_ERR_NOTFOUND\n");
    assertFails(run("fdtput", "-r", x, "/soc", "/x"), "Error at '/x': FDT_ERR_NOTFOUND\n");
    assertThat(Files.readAllBytes(Path.of(x))).isEqualTo(before);
    byte[] old = Blobs.version16(before);
    Files.write(Path.of(x), old);
    assertFails(run("fdtput", x, "/", "a", "1"), "Error at 'a': FDT_ERR_BADVERSION\n");
    assertThat(Files.readAllBytes(Path.of(x))).isEqualTo(old);
    Files.write(Path.of(x), Arrays.copyOf(before, before.length - 1));
    assertFails(run("fdtput", x, "/", "a", "1"), "Error at '/': FDT_ERR_TRUNCATED\n");
    Files.writeString(Path.of(x), "no blob");
    assertFails(run("fdtput", x, "/", "a", "1"), "Error at '/': FDT_ERR_BADMAGIC\n");
  }

  @Test
  void fdtgetContinuesAfterNopTokens() throws Exception {
    Path x = Files.write(directory.resolve("nop.dtb"), Blobs.withNops(Blobs.of(SOURCE)));
    assertOutput(run("fdtget", "-l", x.toString(), "/"), "aliases\nsoc\n__symbols__\n");
    assertOutput(run("fdtget", x.toString(), "/", "model"), "A board\n");
  }

  @Test
  void fdtdumpShowsEveryToken() throws Exception {
    byte[] blob = Blobs.of("/dts-v1/;\n/ { a = <1>; b = [01 02 03]; n { s = \"x\", \"y\"; }; };\n");
    Path file = Files.write(directory.resolve("a.dtb"), blob);
    Run run = run("fdtdump", file.toString());
    assertThat(run.status()).isZero();
    assertThat(run.err()).startsWith("\n**** fdtdump is a low-level debugging tool");
    assertThat(run.out())
        .isEqualTo(
            """
            /dts-v1/;
            // magic:\t\t0xd00dfeed
            // totalsize:\t\t0x8a (138)
            // off_dt_struct:\t0x38
            // off_dt_strings:\t0x84
            // off_mem_rsvmap:\t0x28
            // version:\t\t17
            // last_comp_version:\t16
            // boot_cpuid_phys:\t0x0
            // size_dt_strings:\t0x6
            // size_dt_struct:\t0x4c

            / {
                a = <0x00000001>;
                b = [01 02 03];
                n {
                    s = "x", "y";
                };
            };
            """);
    assertThat(run("fdtdump", "-d", file.toString()).out())
        .contains("// 0040: tag: 0x00000003 (FDT_PROP)\n// 0084: string: a\n// 004c: value\n");
  }

  @Test
  void fdtdumpFindsBlobAtAnyOffset() throws Exception {
    byte[] blob = Blobs.of("/dts-v1/;\n/ { a = <1>; };\n");
    byte[] file = new byte[blob.length + 103];
    System.arraycopy(blob, 0, file, 3, 28);
    file[3 + 27] = 18; // Compatible with no version that is known.
    System.arraycopy(blob, 0, file, 101, blob.length);
    String name = Files.write(directory.resolve("image"), file).toString();
    Run run = run("fdtdump", "-ds", name);
    assertThat(run.out())
        .startsWith(
            name + ": skipping fdt magic at offset 0x3\n" + name + ": found fdt at offset 0x65\n");
    assertThat(run.out()).contains("\n    a = <0x00000001>;\n");
    assertThat(run("fdtdump", name).err())
        .endsWith("FATAL ERROR: " + name + ": header is not valid\n");
    Files.write(Path.of(name), new byte[100]);
    assertThat(run("fdtdump", "-s", name).err())
        .endsWith("FATAL ERROR: " + name + ": could not locate fdt magic\n");
    assertThat(run("fdtdump", name + "x").err())
        .endsWith("No such file or directory\nFATAL ERROR: could not read: " + name + "x\n");
  }

  /** dtbind prints notes after the message of the original fdtoverlay. */
  @Test
  void fdtoverlayNamesTheMissingLabel() throws Exception {
    Path base = directory.resolve("base.dtb");
    Files.write(base, Blobs.of("/dts-v1/;\n/ { uart0: n { }; __symbols__ { uart0 = \"/n\"; }; };"));
    String name = overlay("uart.dtbo", "&uart1 { status = \"okay\"; };\n");
    Run run = run("fdtoverlay", "-i", base.toString(), "-o", base + ".out", name);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().replace(directory + "/", ""))
        .startsWith("\nFailed to apply 'uart.dtbo': FDT_ERR_NOTFOUND\n")
        .contains("note: uart.dtbo@0x")
        .contains(": /fragment@0:target:0: the base has no label 'uart1'\n")
        .contains("note: the similar label 'uart0' is at base.dtb@0x");
    assertThat(Path.of(base + ".out")).doesNotExist();
  }

  private String overlay(String name, String body) throws Exception {
    byte[] blob = Blobs.of("/dts-v1/;\n/plugin/;\n" + body);
    return Files.write(directory.resolve(name), blob).toString();
  }

  @Test
  void fdtoverlayMergesInOrder() throws Exception {
    String x = blob();
    String one = overlay("1.dtbo", "&uart { status = \"okay\"; led: led { }; };\n");
    String two = overlay("2.dtbo", "&led { on; };\n");
    String out = directory.resolve("out.dtb").toString();
    assertOutput(
        run("fdtoverlay", "-v", "-i", x, "-o", out, one, two),
        "input  = %s\noutput = %s\noverlay[0] = %s\noverlay[1] = %s\n".formatted(x, out, one, two));
    assertOutput(run("fdtget", out, "serial0", "status"), "okay\n");
    assertOutput(run("fdtget", "-p", out, "serial0/led"), "on\nphandle\n");
    assertOutput(run("fdtget", out, "/__symbols__", "led"), "/soc/uart@1000/led\n");
  }

  /** Like libfdt, which assumes that the first token is the root. */
  @Test
  void fdtoverlayRefusesBaseWithNopBeforeRoot() throws Exception {
    byte[] base = Blobs.of("/dts-v1/;\n/ { a: a { x; }; };\n");
    String x = Files.write(directory.resolve("x.dtb"), Blobs.withNopBeforeRoot(base)).toString();
    String one = overlay("1.dtbo", "&a { y; };\n");
    assertFails(
        run("fdtoverlay", "-i", x, "-o", directory.resolve("out.dtb").toString(), one),
        "\nFailed to apply '" + one + "': FDT_ERR_BADOFFSET\n");
  }

  private static void withHiddenByte(String blob) throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of(blob));
    bytes[Bytes.wrap(bytes).latin1().indexOf("zz\0")] = (byte) 0xad;
    Files.write(Path.of(blob), bytes);
  }

  @Test
  void fdtoverlayNamesTheFailedOverlayAndWritesNothing() throws Exception {
    String x = blob();
    String out = directory.resolve("out.dtb").toString();
    String fine = overlay("1.dtbo", "&uart { a; };\n");
    String none = overlay("2.dtbo", "&none { a; };\n");
    String lost = overlay("3.dtbo", "&{/none} { a; };\n");
    assertFails(
        run("fdtoverlay", "-i", x, "-o", out, fine, none),
        "\nFailed to apply '" + none + "': FDT_ERR_NOTFOUND\n");
    assertFails(
        run("fdtoverlay", "-i", x, "-o", out, lost, none),
        "\nFailed to apply '" + lost + "': FDT_ERR_NOTFOUND\n");
    String entries = "/ { __fixups__ { %s = \"bad\"; }; };\n";
    String known = overlay("4.dtbo", entries.formatted("uart"));
    assertFails(
        run("fdtoverlay", "-i", x, "-o", out, known),
        "\nFailed to apply '" + known + "': FDT_ERR_BADOVERLAY\n");
    String unknown = overlay("5.dtbo", entries.formatted("none"));
    assertFails(
        run("fdtoverlay", "-i", x, "-o", out, unknown),
        "\nFailed to apply '" + unknown + "': FDT_ERR_NOTFOUND\n");
    // A byte that messages escape is the same byte in a name.
    assertThat(run("fdtput", "-tx", x, "/__symbols__", "zz", "0").status()).isZero();
    withHiddenByte(x);
    String hidden = overlay("6.dtbo", entries.formatted("zz"));
    withHiddenByte(hidden);
    assertFails(
        run("fdtoverlay", "-i", x, "-o", out, hidden),
        "\nFailed to apply '" + hidden + "': FDT_ERR_BADOVERLAY\n");
    run("fdtput", "-r", x, "/__symbols__");
    assertThat(run("fdtoverlay", "-i", x, "-o", out, known).err())
        .startsWith("\nFailed to apply '" + known + "': FDT_ERR_BADOFFSET\nbase blob does");
    assertFails(
        run("fdtoverlay", "-i", x, "-o", out, fine),
        "\nFailed to apply '"
            + fine
            + "': FDT_ERR_BADOFFSET\nbase blob does not have a '/__symbols__' node, make sure you have"
            + " compiled the base blob with '-@' option\n");
    assertFails(
        run("fdtoverlay", "-i", directory + "/no", "-o", out, fine),
        "Couldn't open blob from '%s/no': No such file or directory\n\nFailed to read '%<s/no'\n"
            .formatted(directory));
    Files.write(Path.of(x), new byte[64]);
    assertFails(
        run("fdtoverlay", "-i", x, "-o", out, fine),
        "\nFailed to make temporary copy: FDT_ERR_BADMAGIC\n");
    assertThat(Path.of(out)).doesNotExist();
  }
}
