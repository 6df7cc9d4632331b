// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.RootFileSystem;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boots Debian with podman in the modular kernel that dtbind builds, applies a declaration with
 * {@code --cdi}, and starts containers that request the devices by name.
 */
@Tag("kernel")
class ContainerTest {

  private static final String DECLARATION =
      """
      apiVersion: dtbind/v1
      devices:
        - { node: /door, bind: gpio-aggregator, link: door }
      aggregators:
        - { name: relays, lines: ["gpio2:24-25"], owner: games, group: games, mode: "0660", persist: true }
        - { name: lamps, lines: ["gpio2:26-27"] }
      """;

  private static final String EXPECTED =
      """
      == apply
      3
      dtbind.org-gpio_door.json
      dtbind.org-gpio_lamps.json
      dtbind.org-gpio_relays.json
      == apply again
      3
      the same files
      nothing to do
      == a container has its chip and no other
      gpio
      gpiochipN
      door
      1
      == it finds, reads and drives its lines by name
      1
      1
      no other
      == its node has the owner that is declared
      5 60 660
      == what is not its own is refused, even where it may make nodes
      cat: can't open '/tmp/door': Operation not permitted
      1
      == a name that nobody declares is refused
      unresolvable CDI devices dtbind.org/gpio=nobody
      == other numbers, without --cdi
      dtbind.org-gpio_door.json
      unresolvable CDI devices dtbind.org/gpio=relays
      dtbind.org-gpio_door.json
      dtbind.org-gpio_lamps.json
      dtbind.org-gpio_relays.json
      another number
      the right one
      nothing to do
      relays
      == deleted, so only --cdi gives it to containers again
      unresolvable CDI devices dtbind.org/gpio=relays
      relays
      == interrupted
      exit 4
      dtbind.org-gpio_door.json
      dtbind.org-gpio_lamps.json
      dtbind.org-gpio_relays.json
      == at boot, without Java
      dtbind.org-gpio_relays.json
      == gone, and declared no more
      dtbind.org-gpio_relays.json
      /etc/dtbind/dtbind-cdi
      /etc/udev/rules.d/80-dtbind-cdi-gpio_relays.rules
      """;

  @TempDir Path temporary;

  @Tag("long")
  @Test
  void containerCanUseOnlyItsOwnChip() throws Exception {
    assertThat(run("containers.sh")).isEqualTo(EXPECTED);
  }

  private static List<String> classPathEntries() {
    return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
        .filter(part -> !part.isEmpty() && Files.exists(Path.of(part)))
        .toList();
  }

  private Machine.WholeSystem machine(Sandbox sandbox) throws IOException, InterruptedException {
    Kernels kernels = FoundKernels.in(sandbox);
    String version = GivenKernels.withModules().get(0);
    String copiedClassPath =
        IntStream.range(0, classPathEntries().size())
            .mapToObj(n -> "/opt/dtbind/" + n)
            .collect(Collectors.joining(File.pathSeparator));
    Map<String, String> files =
        Map.of(
            "/usr/local/bin/dtbind",
            GuestUnitsTest.dtbind(copiedClassPath),
            "/etc/dtbind/bindings.yaml",
            DECLARATION);
    return new Machine.WholeSystem(
        FoundKernels.found(kernels, version).kernel(),
        kernels.root(RootFileSystem.CONTAINERS).orElseThrow(),
        files);
  }

  /** Returns the output of a script. */
  private String run(String script) throws Exception {
    Sandbox sandbox = new Sandbox(temporary);
    String text = Files.readString(Path.of("src/it/containers", script));
    List<String> command = new ArrayList<>(List.of("sh", "-c", text, "sh"));
    command.addAll(classPathEntries());
    SandboxResult result =
        Boots.counted(sandbox)
            .boot(
                SandboxRequest.of(machine(sandbox), command)
                    .with(GuestProgram.cases())
                    .showing(GuestUnitsTest.shown())
                    .within(Boots.LONGEST),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream());
    assertThat(result).isInstanceOf(SandboxResult.Exited.class);
    SandboxResult.Exited ended = (SandboxResult.Exited) result;
    assertThat(ended.output()).as(ended.errors()).isNotEmpty();
    Files.writeString(
        Path.of("target/containers.log"), ended.output() + "\n---\n" + ended.errors());
    return ended.output();
  }
}
