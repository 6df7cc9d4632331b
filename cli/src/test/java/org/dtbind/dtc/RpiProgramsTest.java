// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.session.Streams;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Tests output and messages of dtmerge, dtoverlay and dtparam. */
class RpiProgramsTest {

  private static final String BASE =
      """
      /dts-v1/;
      / {
        compatible = "raspberrypi,4-model-b", "brcm,bcm2711";
        bus: bus { status = "disabled"; };
        __overrides__ { bus = <&bus>, "status"; };
      };
      """;

  private static final String DOOR =
      """
      /dts-v1/;
      /plugin/;
      / {
        fragment@0 { target = <&bus>; __overlay__ { door: door@1 { reg = <1>; up = <0>; }; }; };
        fragment@1 { target = <&door>; __dormant__ { lock = <&bus>; }; };
        __overrides__ {
          reg = <&door>, "reg:0";
          up = <&door>, "up:0{no=0,yes=", <&bus>, "}";
          lock = <0>, "=1";
        };
      };
      """;

  private static final String MAP =
      """
      /dts-v1/;
      / {
        old { renamed = "door"; };
        gone { deprecated = "use door"; };
        other { bcm2835; };
        front { bcm2711 = "door,reg=7"; };
      };
      """;

  private static final String README =
      "Name:   <The base DTB>\nInfo:   The board\nParams: bus                     Turns it on\n\n\n"
          + "Name:   door\nInfo:   A door\n        of wood\nLoad:   dtoverlay=door\n"
          + "Params: reg                     Its number\n                                (default 1)\n"
          + "        up                      Which way\n";

  @TempDir private Path directory;

  /** The result of running a program. */
  private record Result(int code, String out, String err) {}

  @BeforeEach
  void writeFiles() throws Exception {
    Files.createDirectories(directory.resolve("ov"));
    writeBlob("base.dtb", BASE);
    writeBlob("ov/door.dtbo", DOOR);
    writeBlob("ov/overlay_map.dtb", MAP);
    Files.writeString(directory.resolve("ov/README"), README);
  }

  private void writeBlob(String name, String source) throws Exception {
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, true);
    Bytes blob =
        DtbWriter.write(
            new Compiler(options, any -> Optional.of(Bytes.latin1(source)))
                .compile("test.dts")
                .value()
                .orElseThrow());
    Files.write(directory.resolve(name), blob.toArray());
  }

  private Result run(String... args) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(InputStream.nullInputStream(), new PrintStream(out), new PrintStream(err));
    List<String> rest = Arrays.asList(args).subList(1, args.length);
    int code =
        args[0].equals("dtmerge")
            ? new DtmergeProgram(streams).run(rest)
            : new DtoverlayProgram(streams, args[0], directory, directory).run(rest);
    streams.flush();
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Result merge(String overlay, String... settings) throws Exception {
    String base = directory.resolve("base.dtb").toString();
    String out = directory.resolve("out.dtb").toString();
    String file = overlay.equals("-") ? "-" : directory.resolve("ov/" + overlay).toString();
    String[] args = Arrays.copyOf(new String[] {"dtmerge", base, out, file}, 4 + settings.length);
    System.arraycopy(settings, 0, args, 4, settings.length);
    return run(args);
  }

  private Result overlay(String... args) throws Exception {
    String[] all = new String[args.length + 3];
    all[0] = "dtoverlay";
    all[1] = "-d";
    all[2] = directory.resolve("ov").toString();
    System.arraycopy(args, 0, all, 3, args.length);
    return run(all);
  }

  private String source(String name) throws Exception {
    SourceFile file = new SourceFile(name, Bytes.wrap(Files.readAllBytes(directory.resolve(name))));
    return DtsPrinter.print(DtbReader.read(file).value().orElseThrow()).replaceAll("\\s+", " ");
  }

  @Test
  void dtmergeSetsParametersAndMerges() throws Exception {
    assertThat(merge("door.dtbo", "reg=5", "bus=on", "lock")).isEqualTo(new Result(0, "", ""));
    assertThat(source("out.dtb"))
        .contains("bus { status = \"okay\";", "door@5 {", "lock = <0x", "reg = <0x05>;");
    assertThat(merge("-", "bus")).isEqualTo(new Result(0, "", ""));
    assertThat(source("out.dtb")).contains("okay").doesNotContain("door");
  }

  @Test
  void dtmergeFollowsTheOverlayMap() throws Exception {
    assertThat(merge("front.dtbo").code()).isZero();
    assertThat(source("out.dtb")).contains("door@7 {");
    assertThat(merge("old").err())
        .isEqualTo("DTOVERLAY[warn]: overlay 'old' has been renamed 'door'\n");
    assertThat(merge("gone.dtbo"))
        .isEqualTo(
            new Result(254, "", "DTOVERLAY[error]: overlay 'gone' is deprecated: use door\n"));
    assertThat(merge("other.dtbo").err())
        .isEqualTo(
            "DTOVERLAY[error]: overlay 'other' is not supported on the 'bcm2711' platform\n");
  }

  @Test
  void dtmergeExitsWithItsErrorNumbers() throws Exception {
    Result unknown = merge("door.dtbo", "nope=1");
    assertThat(unknown.code()).isEqualTo(255);
    assertThat(unknown.out()).isEqualTo("* unknown param 'nope'\n");
    Result number = merge("door.dtbo", "reg=x", "nope");
    assertThat(number.code()).isEqualTo(13);
    assertThat(number.err()).startsWith("DTOVERLAY[error]: invalid override value 'x' - ignored\n");
    Result key = merge("door.dtbo", "up=maybe");
    assertThat(key.code()).isEqualTo(245);
    assertThat(key.err()).startsWith("DTOVERLAY[error]: lookup -> no match for 'maybe'\n");
    assertThat(merge("none.dtbo").code()).isEqualTo(255);
    assertThat(run("dtmerge").out()).startsWith("Usage:\n    dtmerge [<options] <base dtb>");
    assertThat(run("dtmerge", "-x").out()).startsWith("* Unknown option '-x'\nUsage:\n");
    Files.write(directory.resolve("base.dtb"), new byte[100]);
    assertThat(merge("-").err()).startsWith("DTOVERLAY[error]: not a valid FDT - err -9\n");
  }

  @Test
  void dtoverlayHelpComesFromTheReadme() throws Exception {
    assertThat(overlay("-h", "door"))
        .isEqualTo(
            new Result(
                0,
                "Name:   door\n\nInfo:   A door\n        of wood\n\nUsage:  dtoverlay=door\n\n"
                    + "Params: reg                     Its number\n"
                    + "                                (default 1)\n"
                    + "        up                      Which way\n\n",
                ""));
    assertThat(overlay("-h", "door", "reg").out())
        .isEqualTo("reg                     Its number\n                        (default 1)\n");
    assertThat(overlay("-h", "door", "no"))
        .isEqualTo(new Result(1, "", "* Unknown parameter 'no'\n"));
    assertThat(overlay("-h", "no").err()).isEqualTo("* No help found for overlay 'no'\n");
    String dir = directory.resolve("ov").toString();
    assertThat(run("dtparam", "-d", dir).out()).startsWith("Name:   <The base DTB>\n\nInfo:   The");
    assertThat(run("dtparam", "-h").out()).startsWith("Usage:\n  dtparam                Display");
    assertThat(run("dtoverlay", "-h", "door").err())
        .isEqualTo("* Failed to find overlays directory\n");
  }

  @Test
  void dtoverlayPreparesAnOverlayForTheKernel() throws Exception {
    assertThat(overlay("-D", "-p", "brcm,bcm2711", "front", "lock=1", "up=yes"))
        .isEqualTo(new Result(0, "", ""));
    byte[] merged = Files.readAllBytes(directory.resolve("dry_run.dtbo"));
    assertThat(Bytes.wrap(merged).latin1()).endsWith(" reg=7 lock=1 up=yes\0");
    assertThat(source("dry_run.dtbo"))
        .contains("__overlay__ { door@7 { lock = <0xffffffff>; reg = <0x07>;")
        .contains("/fragment@0/__overlay__/door@7:up:0", "/fragment@0/__overlay__/door@7:lock:0")
        .doesNotContain("__symbols__");
    assertThat(overlay("-D", "-p", "bcm2711", "door", "no").err())
        .isEqualTo("* Unknown parameter 'no'\n");
    assertThat(overlay("-D", "-p", "bcm2711", "door", "reg=x").err())
        .contains("* Failed to set reg=x\n");
    assertThat(overlay("door").code()).isEqualTo(1);
  }

  @Test
  void dtoverlayListsOverlaysFromConfigfs() throws Exception {
    assertThat(overlay("-l").err())
        .isEqualTo("* configfs overlays directory not found - incompatible kernel\n");
    assertThat(overlay("-a").out()).isEqualTo("All overlays (* = loaded):\n  door\n");
    Path loaded = directory.resolve("sys/kernel/config/device-tree/overlays");
    Files.createDirectories(loaded);
    assertThat(overlay("-l").out()).isEqualTo("No overlays loaded\n");
    for (String name : List.of("1_bell", "0_door", "2_failed", "by-hand")) {
      Files.createDirectories(loaded.resolve(name));
      String status = name.equals("2_failed") ? "unapplied\n" : "applied\n";
      Files.writeString(loaded.resolve(name + "/status"), status);
    }
    overlay("-D", "-p", "bcm2711", "door", "reg=3");
    Files.createDirectories(directory.resolve("tmp/.dtoverlays"));
    Files.copy(directory.resolve("dry_run.dtbo"), directory.resolve("tmp/.dtoverlays/0_door.dtbo"));
    setMode("tmp/.dtoverlays", "rwxr-xr-x");
    setMode("tmp/.dtoverlays/0_door.dtbo", "rw-r--r--");
    assertThat(overlay("-l").out())
        .isEqualTo("Overlays (in load order):\n0:  door reg=3\n1:  bell\n2:  by-hand\n");
    assertThat(overlay("--all").out())
        .isEqualTo("All overlays (* = loaded):\n* bell\n* by-hand\n* door\n");
    assertThat(overlay("-r", "door").err()).contains("does not change a running system");
  }

  private void setMode(String file, String mode) throws IOException {
    Files.setPosixFilePermissions(directory.resolve(file), PosixFilePermissions.fromString(mode));
  }

  private void makePipe(String name) throws Exception {
    Path pipe = directory.resolve(name);
    Files.deleteIfExists(pipe);
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor())
        .isZero();
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void filesThatOthersLeftInTmpAreNotRead() throws Exception {
    Path loaded =
        Files.createDirectories(directory.resolve("sys/kernel/config/device-tree/overlays/0_a"));
    Files.writeString(loaded.resolve("status"), "applied\n");
    String list = "Overlays (in load order):\n0:  a\n";
    Path saved = Files.createDirectories(directory.resolve("tmp/.dtoverlays"));
    setMode("tmp/.dtoverlays", "rwxr-xr-x");
    Path file = directory.resolve("other");
    Files.write(file, new byte[] {0, 0, 0, 0, 0, 0, 0, 8, 'x', '\033', 'y'});
    setMode("other", "rw-r--r--");
    Files.createSymbolicLink(saved.resolve("0_a.dtbo"), file);
    assertThat(overlay("-l").out()).isEqualTo(list);
    makePipe("tmp/.dtoverlays/0_a.dtbo");
    setMode("tmp/.dtoverlays/0_a.dtbo", "rw-r--r--");
    assertThat(overlay("-l").out()).isEqualTo(list);
    Files.copy(file, saved.resolve("0_a.dtbo"), StandardCopyOption.REPLACE_EXISTING);
    setMode("tmp/.dtoverlays/0_a.dtbo", "rw-r--r--");
    assertThat(overlay("-l").out()).isEqualTo("Overlays (in load order):\n0:  a x?y\n");
    setMode("tmp/.dtoverlays", "rwxrwxrwx");
    assertThat(overlay("-l").out()).isEqualTo(list);
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void pipesBesideOverlaysAreNotRead() throws Exception {
    makePipe("ov/overlay_map.dtb");
    makePipe("ov/README");
    assertThat(overlay("-D", "-p", "bcm2711", "door").code()).isZero();
    assertThat(overlay("-h", "door").err()).isEqualTo("* Help file not found\n");
  }

  @Test
  void phandleInAMessageIsNotTakenFromAName() throws Exception {
    String name = "0xfffffffff";
    writeBlob(
        "ov/odd.dtbo",
        "/dts-v1/; /plugin/; / { fragment@0 { target-path = \"/\"; __overlay__ { }; };"
            + " __overrides__ { 0xfffffffff = <9>, \"p:0\"; }; };");
    assertThat(merge("odd.dtbo", name + "=1").err()).contains("  phandle 9 not found");
    assertThat(overlay("-D", "odd", name + "=1").err()).contains("  phandle 9 not found");
  }

  @Test
  void parametersAreReportedBeforeFragments() throws Exception {
    String deep = "a { ".repeat(150);
    String end = "}; ".repeat(150);
    writeBlob(
        "ov/deep.dtbo",
        "/dts-v1/; /plugin/; / { fragment@0 { target-path = \"/\"; top: __overlay__ { "
            + deep
            + "low: b { }; "
            + end
            + "}; }; fragment@1 { target = <&low>; __overlay__ { "
            + deep
            + end
            + "}; }; __overrides__ { p = <&top>, \"p:0\"; }; };");
    assertThat(overlay("-D", "deep", "p=1").err())
        .endsWith("* Failed to apply intra-overlay fragments\n");
    assertThat(overlay("-D", "deep", "p=1", "p=x", "q").err()).endsWith("* Failed to set p=x\n");
    assertThat(overlay("-D", "deep", "p=1", "q"))
        .isEqualTo(new Result(1, "", "* Unknown parameter 'q'\n"));
  }

  /** libdtovl has no message about this; it is not one about a symbol. */
  @Test
  void phandlesOutOfRangeAreNotReportedAsSymbols() throws Exception {
    writeBlob(
        "ov/large.dtbo",
        """
        /dts-v1/;
        /plugin/;
        / { fragment@0 { target-path = "/bus"; __overlay__ { a { phandle = <0xfffffffe>; }; }; }; };
        """);
    Result result = merge("large.dtbo");
    assertThat(result.code()).isEqualTo(17);
    assertThat(result.err()).contains("0xfffffffe").doesNotContain("symbol");
  }

  @Test
  void tooManyChangesByParametersAreNotReportedAsThoseOfFragments() throws Exception {
    writeBlob(
        "ov/many.dtbo",
        "/dts-v1/; /plugin/; / { fragment@0 { target-path = \"/\"; __overlay__ { }; };"
            + " __overrides__ { p = <0>, \""
            + "-0+0".repeat(3000)
            + "\"; }; };");
    assertThat(overlay("-D", "many", "p=1").code()).isZero();
    assertThat(overlay("-D", "many", "p=1", "p=2").err())
        .contains("the parameters make 12000 changes, too many for an overlay with")
        .endsWith("* Failed to set p=2\n");
  }
}
