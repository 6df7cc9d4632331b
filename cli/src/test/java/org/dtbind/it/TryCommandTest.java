// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.dtbind.cli.InnerApp;
import org.dtbind.cli.Run;
import org.dtbind.linux.TargetKernel;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TryCommandTest {

  private static final String BANKED = "src/it/try/banked.dts";

  @TempDir Path directory;

  private Run runTry(String version, String... args) {
    Map<String, String> environment = new HashMap<>();
    environment.put("XDG_CACHE_HOME", directory.toString());
    environment.put("DTBIND_APP", InnerApp.in(directory).toString());
    environment.put("DTBIND_KERNELS", System.getenv().getOrDefault("DTBIND_KERNELS", "/nowhere"));
    List<String> all = new ArrayList<>(List.of("try", "-q", "--kernel", version));
    all.addAll(List.of(args));
    if (!all.contains("--timeout")) {
      all.addAll(2, List.of("--timeout", "1000"));
    }
    return Run.with(environment, all.toArray(String[]::new));
  }

  @Test
  void usageErrorsAreReportedBeforeBoot() {
    assertThat(runTry("6.1", "--timeout", "0", BANKED).status()).isEqualTo(64);
    assertThat(runTry("6.1", "--keep", BANKED, "--", "true").status()).isEqualTo(64);
    assertThat(runTry("6.1").status()).isEqualTo(64);
    Run shell = runTry("6.1", "--keep", "--format", "json", BANKED);
    assertThat(shell.status()).isEqualTo(64);
    assertThat(shell.err()).contains("--keep");
    // Tests run without a terminal.
    Run alone = runTry("6.1", "--keep", BANKED);
    assertThat(alone.status()).isEqualTo(64);
    assertThat(alone.err()).contains("standard input is not a terminal", "-- sh FILE");
  }

  @Test
  void treeWithErrorsIsNotBooted() throws Exception {
    Path tree = Files.writeString(directory.resolve("bad.dts"), "/dts-v1/;\n/ { a = <&none>; };\n");
    assertThat(runTry("6.1", tree.toString()).status()).isEqualTo(2);
  }

  @Test
  void overlayIsNotBooted() throws Exception {
    String overlay =
        Files.writeString(
                directory.resolve("door.dtso"), "/dts-v1/;\n/plugin/;\n&{/} { door { }; };\n")
            .toString();
    Run run = runTry("none", overlay);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            ("dtbind: %s is an overlay, not the devicetree of a board\n"
                    + "  help: specify the board's devicetree, and the overlay with --overlay %s\n")
                .formatted(overlay, overlay));
  }

  @Test
  void fileThatIsNoOverlayIsNotApplied() throws Exception {
    String tree =
        Files.writeString(directory.resolve("board.dts"), "/dts-v1/;\n/ { x { }; };\n").toString();
    Run run = runTry("none", "--overlay", tree, tree);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("ERROR (no_fragments)").doesNotContain("kernel");
  }

  @Test
  void parametersAreAppliedBeforeBoot() throws Exception {
    String tree =
        Files.writeString(
                directory.resolve("board.dts"),
                "/dts-v1/;\n/ { x: x { line = <1>; }; __overrides__ { line = <&x>, \"line:0\"; }; };\n")
            .toString();
    String out = directory.resolve("out.dtb").toString();
    // The tree is written before the command looks for the kernel, which does not exist.
    runTry("none", "--param", "line=7", "-o", out, tree);
    assertThat(Run.of("show", "--tree", out).out()).contains("line = <0x07>");
    Run unknown = runTry("none", "--param", "lin=7", tree);
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("(unknown_parameter)", "did you mean 'line'?");
    assertThat(runTry("none", "--param", "line=7", "--boot", "uboot", tree).status()).isEqualTo(64);
  }

  private static final String BOARD =
      """
      /dts-v1/;
      / {
        #address-cells = <1>; #size-cells = <1>;
        aliases { spi0 = &spi; };
        gpio: gpio@1000 {
          compatible = "brcm,bcm2711-gpio"; reg = <0x1000 0x100>; gpio-controller; #gpio-cells = <2>;
        };
        spi: spi@2000 {
          compatible = "brcm,bcm2835-spi"; reg = <0x2000 0x100>; #address-cells = <1>;
          #size-cells = <0>;
        };
        sd-vcc { compatible = "regulator-gpio"; gpios = <&gpio 4 0>; };
        lock { compatible = "acme,lock"; gpios = <&gpio 5 0>; };
      };
      """;

  private static final String DECLARED =
      """
      apiVersion: dtbind/v1
      devices:
        - { node: adc@0, parent: "&spi", compatible: "acme,adc", properties: { reg: 0 }, bind: spidev }
        - node: relays
          compatible: "acme,relays"
          gpios: [{ name: pump, controller: gpio, offset: 17 }]
          bind: gpio-aggregator
      """;

  private static final String ADC =
      "/spi@2000/adc@0 cannot be simulated here; on a board with spi-bcm2835 it becomes spi0.0;"
          + " this kernel has no CONFIG_SPI_GPIO";

  private String[] declaredBoard() throws IOException {
    Path board = Files.writeString(directory.resolve("board.dts"), BOARD);
    Path spec = Files.writeString(directory.resolve("board.yaml"), DECLARED);
    return new String[] {"--spec", spec.toString(), board.toString()};
  }

  @Test
  void missingKernelSuggestsCommandsAndBuildsNothing() throws Exception {
    Map<String, String> environment =
        Map.of("XDG_CACHE_HOME", directory.resolve("none").toString());
    Run run = Run.with(environment, "try", "--kernel", "6.1", BANKED);
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains("no kernel 6.1", "'dtbind try --setup'", "dtbind-sandbox");
    try (Stream<Path> made = Files.walk(directory)) {
      assertThat(made.filter(Files::isRegularFile)).isEmpty();
    }
    Map<String, String> given = new HashMap<>(environment);
    given.put("DTBIND_KERNELS", "/nonexistent");
    assertThat(Run.with(given, "try", "--kernel", "6.1", BANKED).err())
        .contains("there is no kernel um-6.1 in /nonexistent\n  help: run 'dtbind try --setup'");
    run = Run.with(environment, "try", "--kernel", "6.1-modules", BANKED);
    assertThat(run.err()).contains("'dtbind try --setup --kernel 6.1-modules'");
  }

  /** The package dtbind-sandbox installs kernels beside the program. */
  @Test
  void kernelBesideTheProgramIsUsed() throws Exception {
    Path app = InnerApp.in(directory);
    Path kernel = Files.createDirectory(app.resolve("kernels")).resolve("um-6.1");
    Files.copy(Path.of("/bin/sh"), kernel);
    Map<String, String> environment =
        Map.of("XDG_CACHE_HOME", directory.toString(), "DTBIND_APP", app.toString());
    Run run = Run.with(environment, "try", "--kernel", "6.1", BANKED);
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains(kernel + " does not run on this machine: ");
  }

  @Test
  void strictMakesUnsimulatedDeviceAnError() throws Exception {
    Path board = Files.writeString(directory.resolve("board.dts"), BOARD);
    Path spec =
        Files.writeString(
            directory.resolve("board.yaml"),
            "apiVersion: dtbind/v1\ndevices: [{ node: /lock, bind: vfio-platform }]\n");
    Run run = runTry("6.1", "--strict", "--spec", spec.toString(), board.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "dtbind: /lock cannot be simulated here; User-mode Linux has no vfio-platform\n"
                + "  help: omit --strict to try the rest\n");
  }

  /** The configuration is compressed, as in /proc/config.gz. */
  @Test
  void whatTheConfigurationOfTheBoardLacksIsLeftOut() throws Exception {
    Path config = directory.resolve("config.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(config))) {
      out.write("CONFIG_OF=y\nCONFIG_GPIO_AGGREGATOR=m\n".getBytes(StandardCharsets.US_ASCII));
    }
    Path spec =
        Files.writeString(
            directory.resolve("board.yaml"),
            """
            apiVersion: dtbind/v1
            devices:
              - { node: gate, compatible: "acme,gate", bind: uio_pdrv_genirq }
              - { node: chime, compatible: "acme,chime", bind: gpio-aggregator }
            """);
    String[] args = {"--strict", "--config", config.toString(), "--spec", spec.toString(), BANKED};
    Run run = runTry("none", args);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            """
            dtbind: /gate cannot be simulated here; the target kernel has no CONFIG_UIO_PDRV_GENIRQ
              help: omit --strict to try the rest
            """);
    Files.writeString(config, "nothing\n");
    assertThat(runTry("none", args).err())
        .contains(config + ": is not a kernel configuration, because it sets no CONFIG_ options");
  }

  @Tag("kernel")
  @Test
  void unsimulatedDeviceIsReportedAndTheRestIsApplied() throws Exception {
    String version = GivenKernels.newest().orElseThrow();
    Run run = runTry(version, declaredBoard());
    assertThat(run.status()).as(run.err()).isZero();
    // Kernels that were made for other purposes have no drivers for simulated buses.
    assertThat(run.out().contains("\n" + ADC + "\n"))
        .isEqualTo(
            !Pattern.compile("spi0\\.0 +spi +spidev +/spi@2000/adc@0").matcher(run.out()).find())
        .isEqualTo(run.out().contains("not simulated: 1 SPI controller, because this kernel"));
    assertThat(run.out())
        .containsPattern("relays +platform +gpio-aggregator +/relays")
        .containsPattern("lock +platform +- +/lock +can be bound to gpio-aggregator");
    List<String> args = new ArrayList<>(List.of(declaredBoard()));
    args.addAll(
        List.of("--", "sh", "-c", "echo told >&2; ls /sys/bus/platform/drivers/gpio-aggregator"));
    Run command = runTry(version, args.toArray(String[]::new));
    assertThat(command.status()).as(command.err()).isZero();
    assertThat(command.out()).contains("relays");
  }

  /** Each driver refuses its device in a different way; an ordinary kernel has these drivers. */
  @Tag("kernel")
  @Tag("built")
  @Test
  void probesThatFailAreShownWithTheMessagesOfTheKernel() throws Exception {
    String tree =
        Files.writeString(
                directory.resolve("refused.dts"),
                """
                /dts-v1/;
                / {
                  gpio: gpio { compatible = "acme,gpio"; gpio-controller; #gpio-cells = <2>; ngpios = <8>; };
                  buttons { compatible = "gpio-keys"; button-1 { gpios = <&gpio 1 0>; }; };
                  leds { compatible = "gpio-leds"; };
                  regulator-sd {
                    compatible = "regulator-gpio"; regulator-name = "vsd"; gpios = <&gpio 2 0>;
                    regulator-min-microvolt = <3300000>; regulator-max-microvolt = <1800000>;
                    states = <1800000 1>, <3300000 0>;
                  };
                };
                """)
            .toString();
    Run run = runTry("6.1", tree);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern(
            "buttons +platform +- +/buttons +probe failed: -22, EINVAL \\(gpio-keys\\);"
                + " gpio-keys buttons: Button without keycode")
        .containsPattern("leds +platform +- +/leds +probe failed: -19, ENODEV \\(leds-gpio\\)\n")
        .containsPattern(
            "/regulator-sd +probe failed: -22, EINVAL \\(gpio-regulator\\);"
                + " vsd: invalid voltage constraints; ")
        .contains(", 3 refused;");
    Run strict = runTry("6.1", "--strict", tree);
    assertThat(strict.status()).isEqualTo(1);
    assertThat(strict.err()).contains("/leds: probe failed: -19, ENODEV (leds-gpio)\n");
  }

  @Tag("kernel")
  @Test
  void refusalsAreFoundInTheLogOfEachKernel() throws Exception {
    String tree =
        Files.writeString(
                directory.resolve("delay.dts"),
                "/dts-v1/;\n/ { delay { compatible = \"gpio-delay\"; }; };\n")
            .toString();
    // Linux 6.1 has no driver for it.
    String expected = "probe failed: -2, ENOENT (gpio-aggregator)";
    for (String version : GivenKernels.versions()) {
      Run run = runTry(version, "--strict", tree);
      boolean refused = GivenKernels.isAtLeast(version, "6.3");
      assertThat(run.status()).as(version + run.err()).isEqualTo(refused ? 1 : 0);
      assertThat(run.out().contains(expected)).as(version).isEqualTo(refused);
    }
  }

  @Tag("kernel")
  @Test
  void missingAccountsAreCreatedAndFilesForEachBootAreNotSimulated() throws Exception {
    Path board = Files.writeString(directory.resolve("board.dts"), BOARD);
    Path spec =
        Files.writeString(
            directory.resolve("board.yaml"),
            """
            apiVersion: dtbind/v1
            devices:
              - { node: /lock, bind: gpio-aggregator, owner: dt-anna, group: dt-locks, persist: true }
            """);
    String version = GivenKernels.newest().orElseThrow();
    String stat =
        "stat -c '%U %G %a' /dev/gpiochip* | grep -v root; id -gn dt-anna; ls /etc/dtbind";
    Run run = runTry(version, "--spec", spec.toString(), board.toString(), "--", "sh", "-c", stat);
    assertThat(run.out()).isEqualTo("dt-anna dt-locks 660\ndt-anna\n");
    assertThat(Files.readString(Path.of("/etc/passwd"))).doesNotContain("dt-anna");
    Run report = runTry(version, "--spec", spec.toString(), board.toString());
    assertThat(report.status()).as(report.err()).isZero();
    assertThat(report.out()).contains("'persist: true' of /lock cannot be simulated here; ");
  }

  @Tag("kernel")
  @Test
  void declarationOfWhichNothingCanBeAppliedIsNotCalledEmpty() throws Exception {
    Path board =
        Files.writeString(
            directory.resolve("board.dts"), BOARD.replace("brcm,bcm2835-spi", "acme,spi"));
    Path spec =
        Files.writeString(
            directory.resolve("board.yaml"),
            """
            apiVersion: dtbind/v1
            devices:
              - { node: adc@0, parent: "&spi", compatible: "acme,adc", properties: { reg: 0 }, bind: spidev }
            """);
    Run run =
        runTry(GivenKernels.newest().orElseThrow(), "--spec", spec.toString(), board.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain("binds no device");
    assertThat(run.out())
        .containsPattern("\n- +- +- +/spi@2000/adc@0 +no device here: on a board ");
  }

  private static final String LIVE = "src/it/try/live.dts";

  /** The kernel that dtbind builds has drivers for all of them. */
  @Tag("kernel")
  @Tag("built")
  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.1-small"})
  void busesAndDevicesOnLinesLive(String version) throws Exception {
    Run run = runTry(version, LIVE);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("spi3\\.0 +spi +- +/spi@3000/flash@0")
        .containsPattern("spi3\\.1 +spi +- +/spi@3000/adc@1")
        .containsPattern("2-0048 +i2c +- +/target-module@2000/i2c@0/sensor@48")
        .containsPattern("5-0050 +i2c +- +/i2c-mux/i2c@0/eeprom@50")
        .contains("; 1 chip\n")
        .contains(
            "on simulated lines: 1 SPI controller, 1 I²C controller; no chip answers on these buses")
        .doesNotContain("dtbind-buses");
    for (String driver :
        List.of(
            "leds +platform +leds-gpio",
            "keys +platform +gpio-keys",
            "polled +platform +gpio-keys-polled",
            "onewire +platform +w1-gpio",
            "off +platform +poweroff-gpio",
            "restart +platform +restart-gpio",
            "vcc +platform +reg-fixed-voltage",
            "vsel +platform +gpio-regulator",
            "fan +platform +gpio-fan",
            "wheel +platform +rotary-encoder",
            "keypad +platform +matrix-keypad",
            "i2c-mux +platform +i2c-mux-gpio")) {
      assertThat(run.out()).containsPattern("(?m)^" + driver + " ");
    }
    String script = Files.readString(Path.of("src/it/trees/list-devices.sh"));
    Path out = directory.resolve("booted.dtb");
    Run listed = runTry("6.1", "-o", out.toString(), LIVE, "--", "sh", "-c", script);
    BootedTree tree = BootedTree.listed(listed.out());
    assertThat(tree.differences(out)).isEmpty();
    Path board = directory.resolve("board.dtb");
    assertThat(Run.of("compile", "-q", "-o", board.toString(), LIVE).status()).isZero();
    assertThat(tree.differencesFromBoard(board)).isEmpty();
    assertThat(tree.devices())
        .contains("/spi@3000/adc@1 spi spi3.1", "/target-module@2000/i2c@0 platform 2000.i2c");
  }

  /** The kernel of the board has no driver for the bus of the I²C controller. */
  @Tag("kernel")
  @Tag("built")
  @Test
  void busesThatTheKernelOfTheBoardLacksAreLeftOut() throws Exception {
    String config = "CONFIG_OF=y\nCONFIG_SPI=y\nCONFIG_SPI_BCM2835=m\n";
    Path file = Files.writeString(directory.resolve("config"), config);
    Run run = runTry("6.1", "--config", file.toString(), LIVE);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("/spi@3000/adc@1")
        .contains("on simulated lines: 1 SPI controller; no chip answers")
        .contains(
            "not simulated: 1 other bus controller, because the target kernel has no CONFIG_TI_SYSC\n")
        .doesNotContain("sensor@48");
  }

  /** EV_KEY is 1; KEY_A is 30, KEY_B is 48 (include/uapi/linux/input-event-codes.h). */
  @Tag("kernel")
  @Tag("built")
  @Test
  void buttonsArePressedAndAnLedIsWatched() throws Exception {
    String script =
        """
        cd /sys/devices/platform
        for name in keys polled; do
            event=/dev/input/${name:+$(basename $name/input/input*/event*)}
            timeout 100 cat $event > /tmp/$name &
            readers="$readers $!"
            until ls -l /proc/[0-9]*/fd 2> /dev/null | grep -q " $event$"; do sleep 0.1; done
        done
        echo "idle $(level key) $(level polled) $(level 'red led')"
        press key
        press 1000.gpio:2 0.5
        echo 0 > /sys/class/leds/red/brightness
        echo "led $(level gpiochip0:0)"
        press 'red led'; echo "output $?"
        press nothing; echo "unknown $?"
        for name in keys polled; do
            # Two events, and one that ends each of them
            until [ "$(stat -c %s /tmp/$name)" -ge $((4 * 24)) ] || [ $((i += 1)) -gt 600 ]; do sleep 0.1; done
        done
        kill $readers
        wait
        for name in keys polled; do
            echo "$name" $(od -An -tu2 -w24 /tmp/$name | awk '$9 == 1 { print $10 "=" $11 }')
        done
        """;
    Run run = runTry("6.1", LIVE, "--", "sh", "-c", script);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            idle 1 0 1
            led 0
            output 1
            unknown 1
            keys 30=1 30=0
            polled 48=1 48=0
            """);
    assertThat(run.err())
        .contains("press: 'red led' is an output, whose level its driver sets")
        .contains("press: no simulated chip has a line 'nothing'; 'gpioinfo' lists all lines,");
  }

  @Tag("kernel")
  @Test
  void linesWithTheSameNameAreToldApart() throws Exception {
    String chip =
        "gpio@%s { compatible = \"a,b\"; reg = <0x%1$s>; gpio-controller; "
            + "#gpio-cells = <2>; ngpios = <3>; gpio-line-names = \"\", \"twin line\"; };\n";
    Path tree =
        Files.writeString(
            directory.resolve("twins.dts"),
            "/dts-v1/;\n/ { #address-cells = <1>; #size-cells = <0>;\n"
                + chip.formatted("1000")
                + chip.formatted("2000")
                + "};\n");
    Run run =
        runTry(GivenKernels.newest().orElseThrow(), tree.toString(), "--", "level", "twin line");
    assertThat(run.err())
        .contains(
            "level: several lines are named 'twin line': use CHIP:OFFSET, which is one of"
                + " gpiochip0:1 gpiochip1:1\n");
    assertThat(run.status()).isEqualTo(1);
  }

  /** The banks of STM32 have labels, but people know the devices and nodes. */
  @Tag("kernel")
  @ParameterizedTest
  @ValueSource(strings = {"2000.gpio", "gpio@2000"})
  void chipsThatAreNamedAfterTheirControllersAreSuggested(String name) throws Exception {
    Path tree =
        Files.writeString(
            directory.resolve("banks.dts"),
            """
            /dts-v1/;
            / { #address-cells = <1>; #size-cells = <1>;
              pinctrl@2000 {
                compatible = "st,stm32mp157-pinctrl"; ranges = <0 0x2000 0x1000>;
                #address-cells = <1>; #size-cells = <1>;
                gpio@2000 {
                  gpio-controller; #gpio-cells = <2>; reg = <0 0x400>; ngpios = <16>;
                  st,bank-name = "GPIOA";
                };
              };
            };
            """);
    String version = GivenKernels.newest().orElseThrow();
    Run run = runTry(version, tree.toString(), "--", "press", name + ":14");
    assertThat(run.err())
        .contains("has a line '" + name + ":14'; did you mean 'GPIOA:14'? 'gpioinfo'");
    run = runTry(version, tree.toString(), "--", "press", name + ":999");
    assertThat(run.err()).contains("has a line '" + name + ":999'; 'gpioinfo'");
  }

  /** The name of the line is not UTF-8. A press that is stopped does not keep its output open. */
  @Tag("kernel")
  @Test
  void pressChangesTheLevelBackIfItIsStoppedOrOverlapsAnother() throws Exception {
    Path tree =
        Files.writeString(
            directory.resolve("latin1.dts"),
            """
            /dts-v1/;
            / {
            	#address-cells = <1>;
            	#size-cells = <0>;
            	gpio@1000 {
            		compatible = "a,b";
            		reg = <0x1000>;
            		gpio-controller;
            		#gpio-cells = <2>;
            		ngpios = <2>;
            		gpio-line-names = "", "caf\\xe9";
            	};
            };
            """);
    String script =
        """
        name=$(printf 'caf\\351')
        echo "$(timeout 1 press "$name" 1000; echo "status $?, level $(level "$name")")"
        press "$name" 0.5 &
        sleep 0.2
        press "$name" 0.8
        wait
        echo "afterwards $(level "$name")"
        """;
    Run run =
        runTry(GivenKernels.newest().orElseThrow(), tree.toString(), "--", "sh", "-c", script);
    assertThat(run.out()).as(run.err()).isEqualTo("status 124, level 0\nafterwards 0\n");
  }

  @Tag("kernel")
  @Tag("built")
  @Test
  void declaredUsersOpenSpidev() throws Exception {
    Path spec =
        Files.writeString(
            directory.resolve("live.yaml"),
            """
            apiVersion: dtbind/v1
            devices:
              - { node: "&adc", bind: spidev, owner: dt-anna, group: dialout, mode: "0660" }
            """);
    String script =
        """
        as() { setpriv --regid=65534 "$@" sh -c ': <> /dev/spidev3.1' 2> /dev/null; }
        as --reuid=dt-anna --clear-groups; echo "owner $?"
        as --reuid=65534 --groups=dialout; echo "member $?"
        as --reuid=65534 --clear-groups; echo "other $?"
        """;
    Run run = runTry("6.1", "--spec", spec.toString(), LIVE, "--", "sh", "-c", script);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).matches("owner 0\nmember 0\nother [1-9]\\d*\n");
  }

  @Test
  void treeIsWrittenWithoutAKernel() throws Exception {
    Path out = directory.resolve("booted.dtb");
    Run run = runTry("9.9", "-o", out.toString(), BANKED);
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains("9.9");
    assertThat(Run.of("devices", "--tree", out.toString()).out())
        .contains("dtbind-chips", "2000.pinctrl");
  }

  /** The simulated controller has other line numbers, and another path. */
  @Tag("kernel")
  @ParameterizedTest
  @ValueSource(strings = {"pm", "/soc/gpio@1000"})
  void declaredLineOfARewrittenControllerIsFound(String controller) throws Exception {
    Path board = directory.resolve("qcom.dts");
    Files.writeString(
        board,
        """
        /dts-v1/;
        / {
        	#address-cells = <1>;
        	#size-cells = <1>;
        	soc {
        		compatible = "simple-bus";
        		#address-cells = <1>;
        		#size-cells = <1>;
        		ranges;
        		pm: gpio@1000 {
        			compatible = "qcom,spmi-gpio";
        			reg = <0x1000 0x10>;
        			gpio-controller;
        			#gpio-cells = <2>;
        			gpio-ranges = <&pm 0 0 4>;
        			ngpios = <4>;
        		};
        	};
        	door {
        		compatible = "acme,door";
        		gpios = <&pm 2 0>, <&pm 3 0>;
        		gpio-line-names = "lock", "open";
        	};
        };
        """);
    Path spec = directory.resolve("door.yaml");
    Files.writeString(
        spec,
        """
        apiVersion: dtbind/v1
        devices:
          - node: /door
            bind: gpio-aggregator
            gpios: [{ name: open, controller: %s, offset: 3, safeState: active }]
        """
            .formatted(controller));
    Run run =
        runTry(
            GivenKernels.newest().orElseThrow(),
            "--spec",
            spec.toString(),
            board.toString(),
            "--",
            "dtbind",
            "unbind",
            "--dry-run",
            "door");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("set line 1 of /dev/gpiochip").doesNotContain("set line 0");
  }

  /** The kernel would run the command again after each restart. */
  @Tag("kernel")
  @Test
  void restartEndsTheSandbox() throws Exception {
    String version = GivenKernels.newest().orElseThrow();
    // reboot(2), because a minimal system has no program for it.
    String restart = "echo begin; perl -e 'syscall(169, 0xfee1dead, 0x28121969, 0x1234567)'";
    Run run = runTry(version, BANKED, "--", "sh", "-c", restart);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("begin\n");
    assertThat(run.err()).contains("stopped unexpectedly");
  }

  @Tag("kernel")
  @Test
  void changedExitStatusIsReported() throws Exception {
    String script = "echo abc > $DTBIND_SANDBOX/status; $DTBIND_SANDBOX/poweroff";
    Run run = runTry(GivenKernels.newest().orElseThrow(), BANKED, "--", "sh", "-c", script);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("stopped unexpectedly:\na program in the sandbox changed the file for the exit");
  }

  private static final String NAMED =
      """
      /dts-v1/;
      / {
        #address-cells = <1>; #size-cells = <1>;
        gpio@1000 {
          compatible = "acme,gpio"; reg = <0x1000 0x100>; gpio-controller; #gpio-cells = <2>;
          ngpios = <6>; gpio-line-names = "one\\ntwo", "a 2:b", "", "door";
        };
      };
      """;

  @Tag("kernel")
  @Test
  void linesAreFoundByTheirWholeNames() throws Exception {
    String board = Files.writeString(directory.resolve("named.dts"), NAMED).toString();
    String script =
        """
        press door 60 &
        sleep 1
        echo $(level door) $(level 1000.gpio:3) $(level gpiochip0:3) $(level 1000.gpio:4)
        level 'a 2:b'
        for line in '' one two "door
        x" :3 1000.gpio: 1000.gpio:x 1000.gpio:6 1000.gpio:3/value nothing; do
            level "$line"; echo $?
        done 2> /dev/null | sort | uniq -c
        """;
    Run run = runTry(GivenKernels.newest().orElseThrow(), board, "--", "sh", "-c", script);
    assertThat(run.out()).isEqualTo("1 1 1 0\n0\n     10 1\n");
  }

  @Tag("kernel")
  @Test
  void pressRejectsTimesAndRestoresTheLevelWhenItIsKilled() throws Exception {
    String board = Files.writeString(directory.resolve("named.dts"), NAMED).toString();
    String script =
        """
        for time in abc -1 '' . 1.2.3 1e3 1d 0; do
            press door "$time" 2> /tmp/output; echo "$? $(cat /tmp/output)"
        done
        for signal in TERM HUP KILL; do
            press door 4 &
            for attempt in $(seq 40); do
                during=$(level door)
                [ "$during" != 1 ] || break
                sleep 0.1
            done
            kill -$signal $!
            wait $!
            status=$?
            [ $signal != KILL ] || sleep 5
            echo "$signal $during $status $(level door)"
        done
        """;
    Run run = runTry(GivenKernels.newest().orElseThrow(), board, "--", "sh", "-c", script);
    assertThat(run.out().lines().map(line -> line.replaceAll(" press: '(.*)' is not .*", " $1")))
        .containsExactly(
            "64 abc",
            "64 -1",
            "64 ",
            "64 .",
            "64 1.2.3",
            "64 1e3",
            "64 1d",
            "0 ",
            "TERM 1 143 0",
            "HUP 1 129 0",
            "KILL 1 137 0");
  }

  @Tag("kernel")
  @Test
  void timeoutNamesTheRunningCommand() throws Exception {
    String version = GivenKernels.newest().orElseThrow();
    // The timeout must not print errors of the command a second time.
    String command = "echo told >&2; exec sleep 54321";
    Run run;
    int seconds = 1;
    do {
      // The time that this machine needs to boot the kernel is unknown.
      seconds *= 2;
      run =
          runTry(
              version, "--timeout", Integer.toString(seconds), BANKED, "--", "sh", "-c", command);
      assertThat(run.status()).as(run.err()).isEqualTo(75);
    } while (!run.err().lines().anyMatch("told"::equals) && seconds < 1000);
    assertThat(run.err())
        .contains("not finished after " + seconds + " s; still running: sh -c " + command);
    assertThat(run.err().lines().filter("told"::equals)).hasSize(1);
    assertThat(run.out()).isEmpty();
  }

  @Tag("kernel")
  @Test
  void ctrlCLeavesNoProcessOrDirectory() throws Exception {
    ProcessBuilder builder =
        Run.process(
            directory,
            Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString()),
            "try",
            "--kernel",
            GivenKernels.newest().orElseThrow(),
            BANKED,
            "--",
            "sh",
            "-c",
            "echo begun; sleep 54321");
    Process process = builder.redirectError(directory.resolve("errors").toFile()).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine())
          .as(Files.readString(directory.resolve("errors")))
          .isEqualTo("begun");
      assertThat(sandboxes()).anyMatch(name -> name.startsWith("dtbind-sandbox-"));
      assertThat(processes()).hasSizeGreaterThan(1);

      new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
      assertThat(process.waitFor()).isEqualTo(130);
      assertThat(Files.readString(directory.resolve("errors"))).doesNotContain("died");
      // A killed process exists until its parent has waited for it.
      for (int looks = 0; looks < 100 && !processes().isEmpty(); looks++) {
        Thread.sleep(100);
      }
      assertThat(processes()).isEmpty();
      assertThat(sandboxes()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> sandboxes() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith("dtbind-"))
          .toList();
    }
  }

  /**
   * Returns the processes that have this test's directory in their arguments: java and the kernel's
   * processes.
   */
  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(one -> one.info().commandLine().orElse(""))
        .filter(line -> line.contains(directory.toString()))
        .toList();
  }

  @Tag("kernel")
  @TestFactory
  Stream<DynamicTest> reportsMatchRealKernels() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.versions()) {
      for (String tree :
          List.of("../samples/door/door.dts", "../samples/relay-board/board.dts", BANKED)) {
        tests.add(
            DynamicTest.dynamicTest(
                "report of " + tree + " matches " + version,
                () -> assertReportMatchesKernel(version, tree)));
      }
      tests.add(
          DynamicTest.dynamicTest("banked lines on " + version, () -> assertBankedLines(version)));
    }
    return tests.stream();
  }

  /** The report, a list made by a script in the kernel, and the prediction must agree. */
  private void assertReportMatchesKernel(String version, String tree) throws Exception {
    Path out = directory.resolve("booted.dtb");
    String script = Files.readString(Path.of("src/it/trees/list-devices.sh"));
    Run listed =
        runTry(
            version,
            "-I",
            "../samples/include",
            "-o",
            out.toString(),
            tree,
            "--",
            "sh",
            "-c",
            script);
    assertThat(listed.status()).as(listed.err()).isZero();
    BootedTree booted = BootedTree.listed(listed.out());
    assertThat(booted.differences(out)).isEmpty();

    Run reported = runTry(version, "-I", "../samples/include", "--format", "json", tree);
    assertThat(reported.status()).as(reported.err()).isZero();
    assertThat(BootedTree.reported(reported.out(), TargetKernel.ANY).devices())
        .containsExactlyInAnyOrderElementsOf(booted.devices());
  }

  private void assertBankedLines(String version) {
    Run reported = runTry(version, BANKED);
    assertThat(reported.out())
        .containsPattern(
            "gpiochip\\d  2000.pinctrl  288    -      /soc/pinctrl@2000 .*pinctrl-sun4i-a10.c")
        .containsPattern("gpiochip\\d  gpio@20       16     siren  /soc/i2c@6000/gpio@20")
        .containsPattern("door +platform  - +/door +can be bound to gpio-aggregator");
    Run bound =
        runTry(
            version,
            BANKED,
            "--",
            "sh",
            "-c",
            "cd /sys/bus/platform && echo gpio-aggregator > devices/door/driver_override &&"
                + " echo door > drivers/gpio-aggregator/bind && cat /sys/kernel/debug/gpio; exit 7");
    assertThat(bound.status()).as(bound.err()).isEqualTo(7);
    assertThat(doorOffsets(bound.out(), "2000.pinctrl")).containsExactly(233);
    assertThat(doorOffsets(bound.out(), "gpio@20")).containsExactly(3);
  }

  /** Returns the offsets of the lines of a chip that the door uses. */
  private static List<Integer> doorOffsets(String debug, String label) {
    List<Integer> offsets = new ArrayList<>();
    Pattern first =
        Pattern.compile("gpiochip\\d+: (?:GPIOs (\\d+)-|).*" + Pattern.quote(label) + ",.*");
    int base = -1;
    for (String line : debug.lines().toList()) {
      Matcher head = first.matcher(line);
      if (line.startsWith("gpiochip")) {
        base = !head.matches() ? -1 : head.group(1) == null ? 0 : Integer.parseInt(head.group(1));
      }
      Matcher one = Pattern.compile(" gpio-(\\d+) +\\(.*door.*\\).*").matcher(line);
      if (base >= 0 && one.matches()) {
        offsets.add(Integer.parseInt(one.group(1)) - base);
      }
    }
    return offsets;
  }
}
