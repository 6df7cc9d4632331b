// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.it.BootedTree;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class TryCommandTest {

  private static final String BANKED = "src/it/try/banked.dts";

  @TempDir Path folder;

  private Run tried(String version, String... args) {
    Map<String, String> environment = new HashMap<>();
    environment.put("XDG_CACHE_HOME", folder.toString());
    environment.put("DTBIND_APP", InnerApp.in(folder).toString());
    environment.put("DTBIND_KERNELS", System.getenv().getOrDefault("DTBIND_KERNELS", "/nowhere"));
    List<String> all = new ArrayList<>(List.of("try", "-q", "--kernel", version));
    all.addAll(List.of(args));
    return Run.with(environment, all.toArray(String[]::new));
  }

  @Test
  void whatIsWrongWithTheCommandLineIsSaidBeforeAnythingBoots() {
    assertThat(tried("6.1", "--timeout", "0", BANKED).status()).isEqualTo(64);
    assertThat(tried("6.1", "--keep", BANKED, "--", "true").status()).isEqualTo(64);
    assertThat(tried("6.1").status()).isEqualTo(64);
    Run shell = tried("6.1", "--keep", "--format", "json", BANKED);
    assertThat(shell.status()).isEqualTo(64);
    assertThat(shell.err()).contains("--keep");
    // Tests have no terminal, whoever runs them.
    Run alone = tried("6.1", "--keep", BANKED);
    assertThat(alone.status()).isEqualTo(64);
    assertThat(alone.err()).contains("standard input is not a terminal", "-- sh FILE");
  }

  @Test
  void aTreeWithErrorsIsNotBooted() throws Exception {
    Path tree = Files.writeString(folder.resolve("bad.dts"), "/dts-v1/;\n/ { a = <&none>; };\n");
    assertThat(tried("6.1", tree.toString()).status()).isEqualTo(2);
  }

  @Test
  void parametersAreSetBeforeTheTreeIsBooted() throws Exception {
    String tree =
        Files.writeString(
                folder.resolve("board.dts"),
                "/dts-v1/;\n/ { x: x { line = <1>; }; __overrides__ { line = <&x>, \"line:0\"; }; };\n")
            .toString();
    String out = folder.resolve("out.dtb").toString();
    // There is no such kernel: what would be booted is written before it is looked for.
    tried("none", "--param", "line=7", "-o", out, tree);
    assertThat(Run.of("show", "--tree", out).out()).contains("line = <0x07>");
    Run unknown = tried("none", "--param", "lin=7", tree);
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("(unknown_parameter)", "did you mean line?");
    assertThat(tried("none", "--param", "line=7", "--boot", "uboot", tree).status()).isEqualTo(64);
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
      "/spi@2000/adc@0 cannot be simulated here; on a board with spi-bcm2835 it becomes spi0.0";

  private String[] declared() throws IOException {
    Path board = Files.writeString(folder.resolve("board.dts"), BOARD);
    Path spec = Files.writeString(folder.resolve("board.yaml"), DECLARED);
    return new String[] {"--spec", spec.toString(), board.toString()};
  }

  /** Trials B2. */
  @Test
  void withoutAKernelNothingIsBuiltAndWhatGetsOneIsNamed() throws Exception {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", folder.resolve("none").toString());
    Run run = Run.with(environment, "try", BANKED);
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains("no kernel 6.1", "\"dtbind demo kernel\"", "dtbind-sandbox");
    try (Stream<Path> made = Files.walk(folder)) {
      assertThat(made.filter(Files::isRegularFile)).isEmpty();
    }
    run = Run.with(environment, "try", "--kernel", "6.1-modules", BANKED);
    assertThat(run.err()).contains("\"dtbind demo kernel --kernel 6.1-modules\"");
  }

  /** Trials B2: what the package dtbind-sandbox has beside the program. */
  @Test
  void aKernelBesideTheProgramIsTaken() throws Exception {
    Path app = InnerApp.in(folder);
    Path kernel = Files.createDirectory(app.resolve("kernels")).resolve("um-6.1");
    Files.writeString(kernel, "#!/bin/sh\necho no go >&2\n");
    Files.setPosixFilePermissions(kernel, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> environment =
        Map.of("XDG_CACHE_HOME", folder.toString(), "DTBIND_APP", app.toString());
    Run run = Run.with(environment, "try", BANKED);
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains(kernel + " does not run on this machine: no go");
  }

  /** Trials B3. */
  @Test
  void whatCannotBeSimulatedIsAnErrorWhereThatIsAskedFor() throws Exception {
    List<String> args = new ArrayList<>(List.of("--strict"));
    args.addAll(List.of(declared()));
    Run run = tried("6.1", args.toArray(String[]::new));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("dtbind: " + ADC + "\n  help: leave out --strict to try the rest\n");
  }

  /** Trials B3, D19. */
  @Tag("kernel")
  @Test
  void whatCannotBeSimulatedIsSaidAndTheRestIsApplied() throws Exception {
    String version = GivenKernels.versions().get(0);
    Run run = tried(version, declared());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("\n" + ADC + "\n")
        .containsPattern("relays +platform +gpio-aggregator +/relays")
        .containsPattern("lock +platform +- +/lock +can be bound to gpio-aggregator")
        .doesNotContain("sd-vcc");
    List<String> args = new ArrayList<>(List.of(declared()));
    args.addAll(
        List.of("--", "sh", "-c", "echo told >&2; ls /sys/bus/platform/drivers/gpio-aggregator"));
    Run command = tried(version, args.toArray(String[]::new));
    assertThat(command.status()).as(command.err()).isZero();
    assertThat(command.out()).contains("relays");
  }

  @Test
  void theTreeIsWrittenAlsoWhereThereIsNoKernel() throws Exception {
    Path out = folder.resolve("booted.dtb");
    Run run = tried("9.9", "-o", out.toString(), BANKED);
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains("9.9");
    assertThat(Run.of("devices", "--tree", out.toString()).out())
        .contains("dtbind-chips", "2000.pinctrl");
  }

  @Tag("kernel")
  @Test
  void whatWasWaitedForIsSaidWhenTimeIsUp() throws Exception {
    String version = GivenKernels.versions().get(0);
    Run run;
    int seconds = 1;
    do {
      // However long this machine takes to boot it.
      seconds *= 2;
      run = tried(version, "--timeout", Integer.toString(seconds), BANKED, "--", "sleep", "54321");
      assertThat(run.status()).as(run.err()).isEqualTo(75);
    } while (run.err().contains("was still booting") && seconds < 1000);
    assertThat(run.err())
        .contains("not done after " + seconds + " s: this was still running: sleep 54321");
    // Trials D6: once.
    String again = "echo told >&2; sleep 54321";
    run = tried(version, "--timeout", Integer.toString(seconds), BANKED, "--", "sh", "-c", again);
    assertThat(run.err().lines().filter("told"::equals)).hasSize(1);
    assertThat(run.out()).isEmpty();
  }

  @Tag("kernel")
  @Test
  void ctrlCLeavesNoProcessAndNoFolder() throws Exception {
    // Where tests run in the background, the signal is ignored, and java would go on to ignore it.
    ProcessBuilder builder = program(BANKED, "--", "sh", "-c", "echo begun; sleep 54321");
    Process process = builder.redirectError(folder.resolve("errors").toFile()).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).as(Files.readString(folder.resolve("errors"))).isEqualTo("begun");
      assertThat(sandboxes()).hasSize(1);
      assertThat(processes()).hasSizeGreaterThan(1);

      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor()).isEqualTo(130);
      assertThat(Files.readString(folder.resolve("errors"))).doesNotContain("died");
      // Killed ones are there until somebody has asked what became of them.
      for (int looks = 0; looks < 100 && !processes().isEmpty(); looks++) {
        Thread.sleep(100);
      }
      assertThat(processes()).isEmpty();
      assertThat(sandboxes()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  /** A try as a process of its own, whose signals are those of a terminal. */
  private ProcessBuilder program(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT",
                "XDG_CACHE_HOME=" + folder.resolve("cache"),
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path", ""),
                Main.class.getName(),
                "try",
                "--kernel",
                GivenKernels.versions().get(0)));
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }

  private List<String> sandboxes() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith("dtbind-sandbox-"))
          .toList();
    }
  }

  /** All that has this test's folder in its arguments: java and what the kernel consists of. */
  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(one -> one.info().commandLine().orElse(""))
        .filter(line -> line.contains(folder.toString()))
        .toList();
  }

  @Tag("kernel")
  @TestFactory
  Stream<DynamicTest> trialsInRealKernels() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.versions()) {
      for (String tree :
          List.of("../samples/door/door.dts", "../samples/relay-board/board.dts", BANKED)) {
        tests.add(
            DynamicTest.dynamicTest(
                tree + " is told as it is on " + version, () -> toldAsItIs(version, tree)));
      }
      tests.add(DynamicTest.dynamicTest("banked lines on " + version, () -> bankedLines(version)));
    }
    return tests.stream();
  }

  /** Told, listed by a shell in there, and predicted of the tree as booted: all the same. */
  private void toldAsItIs(String version, String tree) throws Exception {
    Path out = folder.resolve("booted.dtb");
    String script = Files.readString(Path.of("src/it/trees/list-devices.sh"));
    Run listed =
        tried(
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
    assertThat(BootedTree.differences(out, listed.out())).isEmpty();

    Run told = tried(version, "-I", "../samples/include", "--format", "json", tree);
    assertThat(told.status()).as(told.err()).isZero();
    Matcher device =
        Pattern.compile(
                "\"node\"\\s*:\\s*\"(.*?)\",\\s*\"device\"\\s*:\\s*\"(.*?)\",\\s*\"bus\"\\s*:\\s*\"(.*?)\"")
            .matcher(told.out());
    List<String> devices =
        device.results().map(m -> m.group(1) + " " + m.group(3) + " " + m.group(2)).toList();
    assertThat(devices).containsExactlyInAnyOrderElementsOf(BootedTree.devices(listed.out()));
  }

  private void bankedLines(String version) {
    Run told = tried(version, BANKED);
    assertThat(told.out())
        .containsPattern(
            "gpiochip\\d  2000.pinctrl  288    -      /soc/pinctrl@2000 .*pinctrl-sun4i-a10.c")
        .containsPattern("gpiochip\\d  gpio@20       16     siren  /soc/i2c@6000/gpio@20")
        .containsPattern("door +platform  - +/door +can be bound to gpio-aggregator");
    Run bound =
        tried(
            version,
            BANKED,
            "--",
            "sh",
            "-c",
            "cd /sys/bus/platform && echo gpio-aggregator > devices/door/driver_override &&"
                + " echo door > drivers/gpio-aggregator/bind && cat /sys/kernel/debug/gpio; exit 7");
    assertThat(bound.status()).as(bound.err()).isEqualTo(7);
    assertThat(lines(bound.out(), "2000.pinctrl")).containsExactly(233);
    assertThat(lines(bound.out(), "gpio@20")).containsExactly(3);
  }

  /** The offsets of a chip's lines that the door has. */
  private static List<Integer> lines(String debug, String label) {
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
