// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code dtbind export kernel-patch} and {@code boot}. */
class ExportKindsTest {

  private static final String DOOR =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door
          compatible: myvendor,mydoor
          gpios: [{ controller: gpio2, offset: 19 }]
      """;

  @TempDir Path directory = Path.of("");

  private Run export(String kind, String... more) throws Exception {
    Path spec = Files.writeString(directory.resolve("bindings.yaml"), DOOR);
    List<String> command =
        List.of(
            "export", kind, "--spec", spec.toString(), "-o", directory.resolve("out").toString());
    return Run.of(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private String written(String path) throws Exception {
    return Files.readString(directory.resolve("out").resolve(path));
  }

  @Test
  void kernelPatchIsMadeForSourceOrRelease() throws Exception {
    Path linux = directory.resolve("linux");
    Path file = linux.resolve("drivers/gpio/gpio-aggregator.c");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "struct of_device_id gpio_aggregator_dt_ids[] = {\n\t{ .compatible = \"x\" },\n\t{ }\n};\n");
    Run run = export("kernel-patch", "--kernel-source", linux.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    String name = "0001-gpio-aggregator-take-declared-devices.patch";
    assertThat(run.out()).contains(name);
    assertThat(written(name))
        .contains("@@ -1,4 +1,5 @@\n")
        .contains(
            "\n \t{ .compatible = \"x\" },\n+\t{ .compatible = \"myvendor,mydoor\" },\n \t{ }\n");
    assertThat(export("kernel-patch", "--release", "6.1", "--author", "A B <a@b>").status())
        .isZero();
    assertThat(written(name)).contains("\nFrom: A B <a@b>\n").contains("sysfs\n \t */\n+\t{");
    assertThat(export("kernel-patch").status()).isEqualTo(64);
    assertThat(export("kernel-patch", "--release", "5.4").status()).isEqualTo(64);
    assertThat(export("kernel-patch", "--release", "6.1", "--author", "me").status()).isEqualTo(64);
    assertThat(export("kernel-patch", "--kernel-source", directory.toString()).status())
        .isEqualTo(3);
    Path other = Files.writeString(directory.resolve("x.c"), "int x;\n");
    Run none = export("kernel-patch", "--kernel-source", other.toString());
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).contains("(unknown_table)");
  }

  @Test
  void chosenBootChainsGetTheirFiles() throws Exception {
    Path base =
        Files.writeString(
            directory.resolve("b.dts"),
            "/dts-v1/; / { gpio2: gpio { gpio-controller; #gpio-cells = <2>; }; };");
    String[] options = {"--base", base.toString(), "--name", "door", "--chain", "extlinux,fit"};
    assertThat(export("boot", options).status()).isZero();
    assertThat(written("extlinux/boot/extlinux/extlinux.conf.add")).contains("door.dtbo");
    assertThat(written("fit/door.its")).contains("type = \"flat_dt\";");
    assertThat(directory.resolve("out/armbian")).doesNotExist();
    assertThat(export("boot").status()).isEqualTo(64);
    assertThat(export("boot", "--base", base.toString(), "--name", "a b").status()).isEqualTo(64);
    assertThat(export("boot", "--base", base.toString(), "--arch", "A;B").status()).isEqualTo(64);
    assertThat(export("boot", "--base", base.toString(), "--chain", "lilo").status()).isEqualTo(64);
  }

  /** A Raspberry Pi, for example, needs no uEnv.txt. */
  @Test
  void boardDeterminesTheBootChain() throws Exception {
    Path base = directory.resolve("b.dts");
    String text = "/dts-v1/; / { %s gpio2: gpio { gpio-controller; #gpio-cells = <2>; }; };";
    Files.writeString(base, text.formatted("compatible = \"raspberrypi,400\", \"brcm,bcm2711\";"));
    Run run = export("boot", "--base", base.toString());
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("exported for raspberrypi, the boot chain of raspberrypi,400");
    assertThat(written("raspberrypi/boot/firmware/config.txt.add"))
        .isEqualTo("dtoverlay=dtbind-devices\ndtoverlay=\n");
    assertThat(directory.resolve("out/beagleboard")).doesNotExist();
    Files.writeString(base, text.formatted("compatible = \"acme,board\";"));
    run = export("boot", "--base", base.toString());
    assertThat(run.err())
        .contains("for all boot chains, because the base (acme,board) does not show");
    assertThat(directory.resolve("out/beagleboard")).exists();
  }

  @Test
  void failedExportNamesNoBootChain() throws Exception {
    Path base = directory.resolve("b.dts");
    Files.writeString(base, "/dts-v1/; / { compatible = \"acme,board\"; };");
    Run run = export("boot", "--base", base.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).doesNotContain("exported for");
  }

  @Test
  void outputThatIsNoDirectoryIsReported() throws Exception {
    Path file = Files.createFile(directory.resolve("out"));
    Path base = directory.resolve("b.dts");
    Files.writeString(
        base, "/dts-v1/; / { gpio2: gpio { gpio-controller; #gpio-cells = <2>; }; };");
    Run run = export("boot", "--base", base.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("dtbind: %s: is not a directory; specify a directory with -o\n".formatted(file));
  }
}
