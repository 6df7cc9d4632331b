// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import org.dtbind.cli.Run;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs {@code try --system}, as docs/guide/try-a-system.md describes it. */
class TrySystemTest {

  private static final String BOARD =
      """
      /dts-v1/;
      / {
        #address-cells = <1>; #size-cells = <1>;
        gpio: gpio@1000 {
          compatible = "brcm,bcm2711-gpio"; reg = <0x1000 0x100>; gpio-controller; #gpio-cells = <2>;
        };
      };
      """;

  private static final String DECLARED =
      """
      apiVersion: dtbind/v1
      devices:
        - node: relays
          compatible: "acme,relays"
          gpios: [{ name: pump, controller: gpio, offset: 17 }]
          bind: gpio-aggregator
          owner: dt-pump
          group: dt-relays
          mode: "0660"
          link: relays
          persist: true
        - node: button
          compatible: "acme,button"
          gpios: [{ name: press, controller: gpio, offset: 18 }]
          bind: gpio-aggregator
          group: dt-buttons
          link: button
      """;

  private static final Path PAGE = Path.of("../docs/guide/try-a-system.md");

  /** A file of the page: its name, and the code block that follows. */
  private static final Pattern FILE =
      Pattern.compile("(?ms)^`([a-z./-]+)`:\\n\\n```\\w+\\n(.*?)^```$");

  private static final Pattern COMMAND =
      Pattern.compile("(?ms)^```console\\n\\$ dtbind ([^\\n]*)\\n(.*?)^```$");

  @TempDir Path directory;

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("XDG_CACHE_HOME", String.valueOf(GivenKernels.cache().getParent()));
    GivenKernels.directory().ifPresent(at -> environment.put("DTBIND_KERNELS", at.toString()));
    return environment;
  }

  /** Creates the root file system if it does not exist. */
  private static Map<String, String> environment(String version) {
    Map<String, String> environment = environment();
    Run made = Run.with(environment, "try", "--setup", "--system", "--kernel", version);
    assertThat(made.status()).as(made.err()).isZero();
    assertThat(Path.of(made.out().strip()).resolve("usr/bin/udevadm")).exists();
    return environment;
  }

  private Run runTry(String version, String... more) throws IOException {
    return Run.with(environment(version), arguments(version, more));
  }

  private String[] arguments(String version, String... more) throws IOException {
    Path board = Files.writeString(directory.resolve("board.dts"), BOARD);
    Path spec = Files.writeString(directory.resolve("board.yaml"), DECLARED);
    List<String> args = new ArrayList<>(List.of("try", "--kernel", version, "--timeout", "3000"));
    args.addAll(List.of("--system", "--spec", spec.toString(), board.toString()));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  /** Returns a directory with units; the exported unit waits as long as a slow machine needs. */
  private String units(Map<String, String> units) throws IOException {
    Path at = Files.createDirectories(directory.resolve("files/etc/systemd/system"));
    for (Map.Entry<String, String> unit : units.entrySet()) {
      Files.writeString(at.resolve(unit.getKey()), unit.getValue());
    }
    Path drop = Files.createDirectories(at.resolve("dtbind-target.service.d"));
    Files.writeString(
        drop.resolve("patient.conf"),
        "[Service]\nExecStart=\nExecStart=/usr/lib/dtbind/dtbind-target -t 600 start\n");
    return directory.resolve("files").toString();
  }

  @Test
  void optionsOfAWholeSystemNeedIt() throws IOException {
    String board = Files.writeString(directory.resolve("b.dts"), BOARD).toString();
    Run files = Run.of("try", "--files", directory.toString(), board);
    assertThat(files.status()).isEqualTo(64);
    assertThat(files.err()).contains("add --system");
    assertThat(Run.of("try", "--reboot", board).status()).isEqualTo(64);
    assertThat(Run.of("try", "--system", "--keep", board).status()).isEqualTo(64);
    Run file = Run.of("try", "--system", "--files", board, board);
    assertThat(file.status()).isEqualTo(64);
    assertThat(file.err()).contains("b.dts: not a directory; --files needs a directory");
  }

  @Test
  void declarationThatCannotBeExportedIsNotBooted() throws IOException {
    Path board =
        Files.writeString(
            directory.resolve("b.dts"),
            BOARD.replace(
                "gpio:",
                "timer { compatible = \"a,b\"; reg = <0x2010 0x10>; };\nother { compatible = \"a,b\"; reg = <0x2020 0x10>; };\ngpio:"));
    Path spec =
        Files.writeString(
            directory.resolve("b.yaml"),
            "apiVersion: dtbind/v1\ndevices: [{ node: /timer, bind: uio_pdrv_genirq, owner: x }]\n");
    Run run =
        Run.with(
            Map.of("XDG_CACHE_HOME", directory.toString()),
            "try",
            "--system",
            "--spec",
            spec.toString(),
            board.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("(gives_more)").doesNotContain("no kernel");
  }

  /** Without a kernel, status 69 shows that the trial would have begun. */
  @ParameterizedTest
  @CsvSource({"--strict, 1", "-q, 69"})
  void strictTrialNeedsAllOfTheDeclarationInTheExportedFiles(String option, int status)
      throws IOException {
    Path board = Files.writeString(directory.resolve("b.dts"), BOARD);
    Path spec =
        Files.writeString(
            directory.resolve("b.yaml"),
            DECLARED.replaceFirst("offset: [0-9]+", "$0, safeState: active"));
    Run run =
        Run.with(
            Map.of("XDG_CACHE_HOME", directory.toString(), "DTBIND_KERNELS", directory.toString()),
            "try",
            "--system",
            option,
            "--spec",
            spec.toString(),
            board.toString());
    assertThat(run.status()).as(run.err()).isEqualTo(status);
    if (status == 1) {
      assertThat(run.err())
          .contains("not exported: 'safeState'")
          .endsWith(
              """
              dtbind: the exported files do not contain everything that is declared
                help: omit --strict to try the rest
              """);
    }
  }

  /** Without a kernel, status 69 shows that the trial would have begun. */
  @Test
  void entriesThatNoBootRestoresAreLeftOut() throws IOException {
    Path board = Files.writeString(directory.resolve("b.dts"), BOARD);
    Path spec = directory.resolve("b.yaml");
    String gpio = "apiVersion: dtbind/v1\ndevices: [{ node: /gpio@1000, persist: false%s }]\n";
    Map<String, String> environment =
        Map.of("XDG_CACHE_HOME", directory.toString(), "DTBIND_KERNELS", directory.toString());
    String[] words = {"try", "--system", "-q", "--spec", spec.toString(), board.toString()};
    String[] strict = {"try", "--system", "--strict", "--spec", spec.toString(), board.toString()};
    Files.writeString(spec, gpio.formatted(", group: dialout"));
    assertThat(Run.with(environment, words).status()).isEqualTo(69);
    Run run = Run.with(environment, strict);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            """
            dtbind: /gpio@1000 cannot be simulated here; 'persist: false' keeps it out of the files \
            for each boot: omit --system to try it
              help: omit --strict to try the rest
            """);
    Files.writeString(spec, gpio.formatted(""));
    assertThat(Run.with(environment, strict).status()).isEqualTo(69);
  }

  @Tag("kernel")
  @TestFactory
  Stream<DynamicTest> pageShowsWhatTheProgramDoes() throws IOException {
    return GivenKernels.complete().stream()
        .map(
            version ->
                DynamicTest.dynamicTest(
                    "the page is right on " + version, () -> assertPageIsRight(version)));
  }

  private void assertPageIsRight(String version) throws IOException {
    String page = Files.readString(PAGE);
    List<String> files = new ArrayList<>();
    for (Matcher file = FILE.matcher(page); file.find(); ) {
      Path path = directory.resolve(file.group(1));
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.group(2));
      assertThat(path.toFile().setExecutable(file.group(2).startsWith("#!"), false)).isTrue();
      files.add(file.group(1));
    }
    assertThat(files).hasSize(6);
    units(Map.of());
    Matcher command = COMMAND.matcher(page);
    assertThat(command.find()).isTrue();
    List<String> args = new ArrayList<>(List.of("try", "--kernel", version, "--timeout", "3000"));
    Stream.of(command.group(1).split(" ", -1))
        .skip(1)
        .map(word -> isInPage(word, files) ? directory.resolve(word).toString() : word)
        .forEach(args::add);
    Run run = Run.with(environment(version), args.toArray(String[]::new));
    assertThat(run.out()).as(run.err()).isEqualTo(command.group(2));
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
  }

  private static boolean isInPage(String word, List<String> files) {
    return files.stream().anyMatch(file -> file.equals(word) || file.startsWith(word + "/"));
  }

  @Tag("kernel")
  @Test
  void secondBootHasTheFilesOfTheFirst() throws Exception {
    String version = GivenKernels.newest().orElseThrow();
    String script =
        "cat /etc/left; id -u dt-pump > /etc/left; rm /etc/issue; ls /etc/issue; exit $((3 * DTBIND_BOOT - 3))";
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    Run run =
        Run.ended(
            Run.process(
                temporary,
                environment(version),
                arguments(
                    version, "--reboot", "--files", units(Map.of()), "--", "sh", "-c", script)));
    assertThat(run.status()).as(run.err()).isEqualTo(3);
    assertThat(run.out()).matches("\\d+\n");
    assertThat(run.err())
        .contains("first boot\n", "second boot\n", "Linux " + version)
        .containsPattern("\n/dev/gpiochip\\d +dt-pump +dt-relays +0660 +/dev/gpio/relays\n")
        .containsPattern("\n/dev/gpiochip\\d +root +dt-buttons +0660 +/dev/gpio/button\n")
        .containsPattern("\nrelays +platform +gpio-aggregator +/relays\n")
        .contains("rm: cannot remove '/etc/issue'")
        .doesNotContain("\njournal: ", "\nfailed: ", "persist");
    assertThat(temporary).isEmptyDirectory();
  }

  @Tag("long")
  @Tag("kernel")
  @Test
  void failedCommandPreventsTheSecondBoot() throws IOException {
    String version = GivenKernels.newest().orElseThrow();
    Run failed = runTry(version, "--reboot", "-q", "--", "sh", "-c", "echo once; exit 4");
    assertThat(failed.status()).isEqualTo(4);
    assertThat(failed.out()).isEqualTo("once\n");
  }

  @Tag("long")
  @Tag("kernel")
  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void signalLeavesNoFile(String signal, int status) throws Exception {
    String version = GivenKernels.newest().orElseThrow();
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    // In the second boot, the file with what the first one wrote is not empty.
    String script = "echo boot $DTBIND_BOOT; [ $DTBIND_BOOT = 1 ] || sleep 54321";
    Process process =
        Run.process(
                temporary,
                environment(version),
                arguments(version, "-q", "--reboot", "--", "sh", "-c", script))
            .redirectError(directory.resolve("errors").toFile())
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("boot 1");
      assertThat(out.readLine()).isEqualTo("boot 2");
      assertThat(temporary).isNotEmptyDirectory();
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
      assertThat(process.waitFor()).isEqualTo(status);
    } finally {
      process.destroyForcibly();
    }
    assertThat(temporary).isEmptyDirectory();
    assertThat(directory.resolve("errors")).isEmptyFile();
  }

  @Tag("kernel")
  @Test
  void failedUnitIsReportedWithItsMessages() throws IOException {
    String files =
        units(
            Map.of(
                "broken.service",
                """
                [Service]
                Type=oneshot
                ExecStart=/bin/sh -c 'echo the reason; exit 1'
                [Install]
                WantedBy=multi-user.target
                """,
                "typing.service",
                """
                [Service]
                ExecStrat=/bin/true
                [Install]
                WantedBy=multi-user.target
                """));
    String version = GivenKernels.newest().orElseThrow();
    Run run = runTry(version, "--files", files);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("\njournal: .* the reason\n")
        .containsPattern("\njournal: .* typing.service: Service has no ExecStart=")
        .contains("\nfailed: broken.service\nfailed: typing.service\n");
    assertThat(run.err())
        .contains("dtbind: try: unit broken.service failed\nunit typing.service failed\n");
  }

  @Tag("kernel")
  @Test
  void filesThatCannotBeAddedAreNamedBeforeTheBoot() throws IOException {
    Files.createDirectories(directory.resolve("files/etc/hostname/no"));
    Files.createDirectories(directory.resolve("files/lib"));
    Files.writeString(directory.resolve("files/lib/systemd"), "");
    String files = units(Map.of());
    Run run = runTry(GivenKernels.newest().orElseThrow(), "-q", "--files", files);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines())
        .containsExactlyInAnyOrder(
            "dtbind: " + files + "/etc/hostname is a directory, unlike /etc/hostname in the system",
            files + "/lib/systemd is not a directory, unlike /usr/lib/systemd in the system");
  }

  private static final String UNIT =
      """
      [Service]
      Type=oneshot
      RemainAfterExit=yes
      ExecStart=/bin/true
      [Install]
      WantedBy=multi-user.target
      """;

  @Tag("kernel")
  @Test
  void addedFilesReplaceThoseOfTheSystemAndEachUnitIsEnabledAlone() throws IOException {
    String files =
        units(
            Map.of(
                "good.service",
                UNIT,
                "-rf.service",
                UNIT,
                "each@.service",
                UNIT + "DefaultInstance=one\n",
                "none@.service",
                UNIT,
                "a b.service",
                UNIT,
                "README.md",
                ""));
    Path units = directory.resolve("files/etc/systemd/system");
    Files.writeString(units.resolve("README.md"), "read me");
    Files.createSymbolicLink(units.resolve("linked.service"), Path.of("/opt/linked.service"));
    Files.createSymbolicLink(units.resolve("gone.service"), Path.of("/opt/gone.service"));
    Path at = directory.resolve("files");
    Files.writeString(Files.createDirectory(at.resolve("opt")).resolve("linked.service"), UNIT);
    Files.writeString(at.resolve("etc/hostname"), "own-name\n");
    Files.writeString(at.resolve("etc/os-release"), "own release\n");
    Path program = Files.createDirectories(at.resolve("bin")).resolve("own-program");
    Files.writeString(program, "#!/bin/sh\necho own program\n");
    Files.setAttribute(program, "unix:mode", 04755);
    Path link = Files.createSymbolicLink(directory.resolve("link"), at);
    String script =
        "own-program; stat -c '%a %u %N' /usr/bin/own-program; readlink /bin; hostname; cat /etc/os-release;"
            + " head -c 7 /usr/lib/os-release; echo; cd /; systemctl is-active good.service"
            + " linked.service each@one.service; systemctl is-active -- -rf.service;"
            + " systemctl list-units --all --no-legend 'none@*' | wc -l";
    Run run =
        runTry(
            GivenKernels.newest().orElseThrow(),
            "--files",
            link.toString(),
            "--",
            "sh",
            "-c",
            script);
    assertThat(files).isEqualTo(at.toString());
    assertThat(run.out())
        .as(run.err())
        .isEqualTo(
            """
            own program
            4755 0 '/usr/bin/own-program'
            usr/bin
            own-name
            own release
            PRETTY_
            active
            active
            active
            active
            0
            """);
    assertThat(run.err())
        .contains(
            "note: " + link + "/etc/systemd/system/README.md is not enabled, because its name",
            "note: " + link + "/etc/systemd/system/a b.service is not enabled, because its name",
            "dtbind sandbox: gone.service is not enabled: Failed to preset unit");
  }

  @Tag("long")
  @Tag("kernel")
  @Test
  void systemThatFilledItsMemoryBootsAgain() throws IOException {
    String script =
        "[ $DTBIND_BOOT = 2 ] || { truncate -s 1G /root/holes; cat /dev/zero > /root/full; };"
            + " stat -c %s /root/holes";
    String version = GivenKernels.newest().orElseThrow();
    Run run = runTry(version, "-q", "--reboot", "--", "sh", "-c", script);
    assertThat(run.out()).as(run.err()).isEqualTo("1073741824\n1073741824\n");
    assertThat(run.status()).isZero();
  }

  @Tag("long")
  @Tag("kernel")
  @Test
  void failureBeforeTheSystemStartsIsReportedWithoutPanic() throws IOException {
    String script =
        "echo once; printf '#!/bin/sh\necho no archive > /dtbind/kept.tar\n' > /usr/bin/tar";
    String version = GivenKernels.newest().orElseThrow();
    Run run = runTry(version, "-q", "--reboot", "--", "sh", "-c", script);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("once\n");
    assertThat(run.err())
        .contains("does not look like a tar archive", "dtbind sandbox: failed: tar -xf")
        .doesNotContain("panic");
  }

  @Tag("kernel")
  @Test
  void missingRootIsNamedBeforeTheBoot() throws IOException {
    Path board = Files.writeString(directory.resolve("b.dts"), BOARD);
    Map<String, String> environment = new HashMap<>();
    environment.put("XDG_CACHE_HOME", directory.toString());
    environment.put("DTBIND_KERNELS", System.getenv().getOrDefault("DTBIND_KERNELS", "/nowhere"));
    Run run =
        Run.with(
            environment,
            "try",
            "--kernel",
            GivenKernels.newest().orElseThrow(),
            "--system",
            board.toString());
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains("'dtbind try --setup --system'");
  }
}
