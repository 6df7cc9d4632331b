// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.cli.Main;
import org.dtbind.sandbox.KernelSearch;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.RootFileSystem;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the steps of samples/relay-board/README.md; the last one runs in a Debian without Java. */
class RelayBoardTest {

  private static final Path SAMPLE = Checkout.ROOT.resolve("samples/relay-board");

  /** Enables the service like systemctl. */
  private static final String ENABLED = "[Unit]\nWants=dtbind-target.service\n";

  /**
   * Prints the state of the target, and switches the pump as a user with and without permission.
   * gpio-sim shows the value of the line.
   */
  private static final String ON_THE_TARGET =
      """
      /usr/lib/dtbind/dtbind-target verify && echo verified
      systemctl list-units --state=failed --no-legend --plain
      relays=$(readlink -f /dev/gpio/relays)
      stat -c '%G %a' "$relays" "$(readlink -f /dev/gpio/inputs)"
      gpioinfo "$relays" | sed 's/^gpiochip[0-9]*/gpiochip/; s/  */ /g'
      pump() { setpriv --reuid=nobody --regid="$1" --clear-groups gpioset "$relays" "0=$2" 2>&1; }
      line() { cat /sys/devices/platform/gpio-sim/gpiochip*/sim_gpio0/value; }
      pump relays 1; line
      pump relays 0; line
      pump nogroup 1 | sed 's/.*: //'; line
      """;

  @TempDir Path temporary;

  private String run(String... line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int exit = Main.run(line, InputStream.nullInputStream(), stream, stream, Map.of());
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(exit).as(text).isZero();
    return text;
  }

  /** Runs a command of the README with the paths of its files. */
  private String step(String command) throws IOException {
    assertThat(Files.readString(SAMPLE.resolve("README.md"))).contains("dtbind " + command + "\n");
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      boolean ours = word.equals("board.dts") || word.equals("bindings.yaml");
      boolean made = word.endsWith(".dtb") || word.endsWith(".dtbo") || word.equals("root");
      Path directory = ours ? SAMPLE : temporary;
      words.add(ours || made ? directory.resolve(word).toString() : word);
    }
    return run(words.toArray(String[]::new));
  }

  private void steps() throws IOException {
    step("overlay create --base board.dts --spec bindings.yaml -o relays.dtbo");
    step("overlay apply --base board.dts -o merged.dtb relays.dtbo");
    step("export target --base board.dts --spec bindings.yaml -o root");
  }

  @Test
  void readmeStepsMakeTheDescribedFiles() throws IOException {
    steps();
    assertThat(run("show", "--tree", temporary.resolve("merged.dtb").toString(), "/relays"))
        .contains("gpio-line-names = \"pump\", \"valve-in\"");
    assertThat(temporary.resolve("root/usr/lib/dtbind/dtbind-target")).isExecutable();
    assertThat(Files.readString(temporary.resolve("root/usr/lib/udev/rules.d/70-dtbind.rules")))
        .contains("SYMLINK+=\"gpio/relays\"", "SYMLINK+=\"gpio/inputs\"");
  }

  @Test
  @Tag("acceptance")
  @Tag("kernel")
  void targetWithoutJavaBindsRelaysAtBoot() throws IOException, InterruptedException {
    List<String> versions = GivenKernels.ofEachKind();
    steps();
    Sandbox sandbox = new Sandbox(temporary);
    Kernels kernels =
        new Kernels(GivenKernels.directory(), GivenKernels.cache(), sandbox, Redirect.INHERIT);
    Path root = kernels.root(RootFileSystem.SYSTEM).orElseThrow();
    for (String version : versions) {
      KernelSearch search = kernels.find(version, Kernels.Build.KNOWN);
      assertThat(search).isInstanceOf(KernelSearch.Found.class);
      Machine machine =
          new Machine.WholeSystem(((KernelSearch.Found) search).kernel(), root, exported());
      assertThat(onTheTarget(sandbox, machine))
          .as(version)
          .isEqualTo(
              """
              verified
              relays 660
              inputs 660
              gpiochip - 8 lines:
              \tline 0: "pump" unused input active-high\s
              \tline 1: "valve-in" unused input active-high\s
              \tline 2: "valve-out" unused input active-high\s
              \tline 3: "heater" unused input active-high\s
              \tline 4: "fan" unused input active-high\s
              \tline 5: "lamp" unused input active-high\s
              \tline 6: "horn" unused input active-high\s
              \tline 7: "spare" unused input active-high\s
              0
              1
              Permission denied
              1
              """);
    }
  }

  private String onTheTarget(Sandbox sandbox, Machine machine)
      throws IOException, InterruptedException {
    Bytes blob = Bytes.wrap(Files.readAllBytes(temporary.resolve("merged.dtb")));
    SandboxResult result =
        sandbox.boot(
            SandboxRequest.of(machine, List.of("sh", "-c", ON_THE_TARGET))
                .with(blob)
                .within(Duration.ofMinutes(5)),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream());
    assertThat(result).isInstanceOf(SandboxResult.Exited.class);
    return ((SandboxResult.Exited) result).output();
  }

  /** Returns the exported files by their paths on the target. */
  private Map<String, String> exported() throws IOException {
    Map<String, String> files = new HashMap<>();
    files.put("/etc/systemd/system/multi-user.target.d/enabled.conf", ENABLED);
    Path root = temporary.resolve("root");
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put("/" + root.relativize(file), Files.readString(file));
      }
    }
    return files;
  }
}
