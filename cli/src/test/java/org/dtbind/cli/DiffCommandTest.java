// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.change.result.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests {@code dtbind diff}. */
class DiffCommandTest {

  private static final String BASE =
      """
      /dts-v1/;
      /memreserve/ 0x1000 0x10;
      / {
      \tgpio2: gpio { gpio-controller; #gpio-cells = <2>; };
      \tuart: serial { status = "disabled"; old; };
      \tgone { };
      };
      """;

  private static final String CHANGED =
      """
      /dts-v1/;
      /memreserve/ 0x2000 0x10;
      / {
      \tuart: serial { status = "okay"; line = <&gpio2 3>; };
      \tgpio2: gpio { gpio-controller; #gpio-cells = <2>; };
      \tdoor: door { gpios = <&gpio2 4 0>; };
      };
      """;

  @TempDir Path directory = Path.of("");

  private String write(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private Run diff(String... options) throws Exception {
    String[] args = new String[options.length + 3];
    args[0] = "diff";
    args[1] = write("base.dts", BASE);
    args[2] = write("changed.dts", CHANGED);
    System.arraycopy(options, 0, args, 3, options.length);
    return Run.of(args);
  }

  /** Large numbers are hexadecimal, and small ones are not. */
  @Test
  void bothValuesAreInOneNotation() throws Exception {
    String tree = "/dts-v1/; / { a { pinmux = <%s>; delay = <%s>; }; };";
    String former = write("former.dts", tree.formatted("0x6b07", "100"));
    String later = write("later.dts", tree.formatted("3079", "200"));
    assertThat(Run.of("diff", former, later).out())
        .contains("-\tpinmux = <0x6b07>;", "+\tpinmux = <0xc07>;")
        .contains("-\tdelay = <100>;", "+\tdelay = <200>;");
  }

  @Test
  void bothValuesAreShownWithTheirPlaces() throws Exception {
    Run run = diff();
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out().replace(directory + "/", ""))
        .isEqualTo(
            """
            --- base.dts
            +++ changed.dts
            -/memreserve/ 0x1000 0x10;  // base.dts:2.1-26
            +/memreserve/ 0x2000 0x10;  // changed.dts:2.1-26
             /serial (&uart)
            -\tstatus = "disabled";  // base.dts:5.17-37
            +\tstatus = "okay";  // changed.dts:4.17-33
            -\told;  // base.dts:5.38-42
            +\tline = <&gpio2 3>;  // changed.dts:4.34-52
            -/gone  // base.dts:6.2-6
            +/door (&door)  // changed.dts:6.8-12
            +\tgpios = <&gpio2 4 0>;  // changed.dts:6.15-36
            """);
  }

  /** Security review 4. */
  @ParameterizedTest
  @MethodSource("org.dtbind.cli.HostileNamesTest#names")
  void unwritableNameIsRefused(String name) throws Exception {
    HostileFiles files = HostileFiles.in(directory, name);
    for (String form : List.of("dtso", "dtbo")) {
      String out = directory.resolve("o." + form).toString();
      Run run = Run.of("diff", "-o", out, files.path("less.dtb"), files.path("changed.dtb"));
      assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.INPUT.code());
      assertThat(run.err()).contains("ERROR (name_not_written)");
      assertThat(Path.of(out)).doesNotExist();
    }
  }

  @Test
  void blobsHaveTheSameDifferencesAsSources() throws Exception {
    String base = directory.resolve("base.dtb").toString();
    String changed = directory.resolve("changed.dtb").toString();
    assertThat(Run.of("compile", "-@", "-o", base, write("base.dts", BASE)).status()).isZero();
    assertThat(Run.of("compile", "-@", "-o", changed, write("changed.dts", CHANGED)).status())
        .isZero();
    Run run = Run.of("diff", base, changed);
    assertThat(run.out().replaceAll("  // .*", "").replace(".dtb", ".dts"))
        // A blob does not show that the property "line" contains a phandle.
        .isEqualTo(diff().out().replaceAll("  // .*", "").replace("&gpio2 3", "1 3"));
    assertThat(run.out()).containsPattern("\\+\tstatus = \"okay\";  // .*changed.dtb@0x[0-9a-f]+");
    Run same = Run.of("diff", "--check", base, write("base.dts", BASE));
    assertThat(same)
        .isEqualTo(new Run(0, "no differences: 4 nodes and 4 properties are equal\n", ""));
  }

  @Test
  void differencesSetTheExitCodeAndAreInJson() throws Exception {
    assertThat(diff("--check").status()).isEqualTo(5);
    Run json = diff("--format", "json");
    assertThat(json.out().replaceAll("\\s+", " "))
        .contains("\"schema\" : \"dtbind.diff/1\", \"same\" : false,")
        .contains("{ \"kind\" : \"property\", \"path\" : \"/serial\", \"name\" : \"status\"")
        .contains("\"before\" : null, \"after\" : { \"text\" : \"line = <&gpio2 3>;\"")
        .contains("\"kind\" : \"memreserve\"")
        .contains(
            "{ \"kind\" : \"node\", \"path\" : \"/door\", \"name\" : null, \"before\" : null");
    assertThat(diff("-O", "dtso", "--format", "json").status()).isEqualTo(64);
  }

  @Test
  void overlayMakesAllChangesExceptThoseItWarnsAbout() throws Exception {
    String overlay = directory.resolve("o.dtso").toString();
    Run run = diff("-o", overlay, "--check");
    assertThat(run.status()).isEqualTo(5);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("base.dts:6.2-6: Warning (node_stays): /gone: ")
        .contains("base.dts:5.38-42: Warning (property_stays): /serial:old: ")
        .contains("changed.dts:2.1-26: Warning (reservations_stay): ");
    String merged = directory.resolve("merged.dtb").toString();
    assertThat(
            Run.of("overlay", "apply", "--base", write("b.dts", BASE), "-o", merged, overlay)
                .status())
        .isZero();
    Run left = Run.of("diff", merged, write("changed.dts", CHANGED));
    assertThat(left.out().replaceAll("  // .*", "").replaceAll("(---|\\+\\+\\+) .*\n", ""))
        .isEqualTo(
            """
            -/memreserve/ 0x1000 0x10;
            +/memreserve/ 0x2000 0x10;
             /serial (&uart)
            -\told;
            -/gone
            """);
    String blob = directory.resolve("o.dtbo").toString();
    assertThat(diff("-o", blob).status()).isZero();
    assertThat(
            Run.of("overlay", "apply", "--base", write("b.dts", BASE), "-o", merged, blob).status())
        .isZero();
    assertThat(Run.of("diff", merged, write("changed.dts", CHANGED)).out()).isEqualTo(left.out());
  }

  @Test
  void invalidArgumentsAreRefused() throws Exception {
    assertThat(diff("-O", "dtbo").status()).isEqualTo(64);
    String overlay = write("o.dtso", "/dts-v1/; /plugin/; &gpio2 { x; };");
    Run run = Run.of("diff", "-O", "dtso", overlay, write("base.dts", BASE));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("o.dtso is an overlay");
    assertThat(Run.of("diff", overlay).status()).isEqualTo(64);
    assertThat(Run.of("diff", overlay, "/no/such.dtb").status()).isEqualTo(3);
  }

  @Test
  void possiblePhandlesAreTreatedAsEqualAndShown() throws Exception {
    String one = directory.resolve("one.dtb").toString();
    String other = directory.resolve("other.dtb").toString();
    String source = "/dts-v1/; / { %s a: a { }; n { acme,peer = <&a>; }; };";
    Run.of("compile", "-o", one, write("1.dts", source.formatted("")));
    String first = source.formatted("z { phandle = <1>; };");
    Run.of("compile", "-o", other, write("2.dts", first));
    Run run = Run.of("diff", one, other);
    assertThat(run.out())
        .contains("+/z  // ")
        .contains(
            " /n: acme,peer <0x1> in one and <0x2> in the other: treated as equal, because both "
                + "are phandles");
    assertThat(Run.of("diff", one, other, "-O", "dtso").err())
        .contains("Warning (numbers_stay): /n:acme,peer: ");
  }

  @Test
  void blobsWithFixupsAreComparedByReference() throws Exception {
    String one = directory.resolve("one.dtb").toString();
    String other = directory.resolve("other.dtb").toString();
    String source = "/dts-v1/; / { %s a: a { }; n: n { acme,peer = <&a>; }; };";
    String[] dtc = {"dtc", "-q", "-@", "-L", "-I", "dts", "-O", "dtb", "-o"};
    Run.ending(0, append(dtc, one, write("1.dts", source.formatted(""))));
    Run.ending(0, append(dtc, other, write("2.dts", source.formatted("z { phandle = <1>; };"))));
    Run run = Run.ending(0, "diff", one, other, "-O", "dtso");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("z {");
  }

  private static String[] append(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void overlaysWithParametersMakeTheChangedTree() throws Exception {
    String base =
        write(
            "pi.dts",
            "/dts-v1/;\n/ { bus: bus { }; s: s { }; __overrides__ { p = <&s>, \"v:0\"; }; };\n");
    String overlay =
        write(
            "one.dtso",
            "/dts-v1/;\n/plugin/;\n/ { fragment@0 { target = <&bus>; __overlay__ { n: n { }; }; };"
                + " __overrides__ { p = <&n>, \"v:0\"; }; };\n");
    Run both = Run.of("diff", "--param", "p=1", base, overlay, "--param", "p=2");
    assertThat(both.err()).isEmpty();
    assertThat(both.status()).isZero();
    assertThat(both.out())
        .contains("+++ " + base + " + " + overlay)
        .contains("/s (&s)\n+\tv = <1>;", "+/bus/n", "+\tv = <2>;")
        .doesNotContain("v = <0");
    Run made = Run.of("diff", base, overlay, "--param", "p=2", "-O", "dtso");
    assertThat(made.out()).contains("&bus {").contains("v = <2>;").doesNotContain("__overrides__");
    assertThat(Run.of("diff", base, "--param", "p=1").out()).contains("v = <1>;");
    Run unknown = Run.of("diff", base, overlay, "--param", "q=2");
    assertThat(unknown.status()).isEqualTo(ExitStatus.INPUT.code());
    assertThat(unknown.err()).contains("unknown_parameter");
    assertThat(Run.of("diff", base, overlay, "--boot", "uboot", "--param", "p").err())
        .contains("--param is only for the Raspberry Pi's firmware");
    assertThat(Run.of("diff", base, overlay, overlay).err()).contains("add --boot");
    assertThat(Run.of("diff", base).status()).isEqualTo(ExitStatus.USAGE.code());
    assertThat(Run.of("diff", base, "--boot", "rpi").err())
        .contains("specify at least one overlay");
  }
}
