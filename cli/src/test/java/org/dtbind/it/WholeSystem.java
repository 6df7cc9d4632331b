// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.RootFileSystem;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;

/**
 * A Debian with systemd and udev, but without Java, in a kernel of {@link GivenKernels#complete}.
 *
 * @param machine the machine, with additional files
 * @param version the version of the kernel
 */
record WholeSystem(Sandbox sandbox, Machine.WholeSystem machine, String version) {

  /** A check of a system. */
  interface Check {
    /** Boots the system and checks it. */
    void of(WholeSystem system) throws Exception;
  }

  /** {@return drop-ins with which exported units wait longer for udev, as a slow machine needs} */
  static Map<String, String> patient() {
    Map<String, String> commands =
        Map.of(
            "target", "/usr/lib/dtbind/dtbind-target -t 600 start",
            "devices", "/etc/dtbind/dtbind-target -t 600 -c /etc/dtbind/devices start",
            "aggregators", "/etc/dtbind/dtbind-target -t 600 -c /etc/dtbind/aggregators start");
    Map<String, String> files = new HashMap<>();
    commands.forEach(
        (unit, command) ->
            files.put(
                "/etc/systemd/system/dtbind-%s.service.d/patient.conf".formatted(unit),
                "[Service]\nExecStart=\nExecStart=%s\n".formatted(command)));
    return files;
  }

  /**
   * {@return a test for each kernel; empty if DTBIND_KERNELS is not set}
   *
   * @param name the name of the test
   * @param temporary a directory for temporary files
   * @param files the contents of additional files, by path
   * @param check the check to run
   */
  static Stream<DynamicTest> each(
      String name, Path temporary, Map<String, String> files, Check check)
      throws IOException, InterruptedException {
    if (GivenKernels.directory().isEmpty()) {
      return Stream.empty();
    }
    Sandbox sandbox = new Sandbox(temporary);
    Kernels kernels = FoundKernels.in(sandbox);
    Path root = kernels.root(RootFileSystem.SYSTEM).orElseThrow();
    Map<String, String> all = new HashMap<>(files);
    all.putAll(patient());
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.complete()) {
      Machine.WholeSystem machine =
          new Machine.WholeSystem(FoundKernels.found(kernels, version).kernel(), root, all);
      WholeSystem system = new WholeSystem(sandbox, machine, version);
      tests.add(DynamicTest.dynamicTest(name + " on " + version, () -> check.of(system)));
    }
    return tests.stream();
  }

  /**
   * {@return the result of a command that runs Java}. Skips the test if the libraries of this
   * system are too old for the Java of this one.
   *
   * @param blob the devicetree blob of the kernel
   * @param command the command to run after the boot
   */
  SandboxResult.Exited runJava(Bytes blob, List<String> command)
      throws IOException, InterruptedException {
    String here = Files.readString(Path.of("/etc/os-release"));
    String root = Files.readString(machine.root().resolve("etc/os-release"));
    assumeTrue(
        root.lines().filter(line -> line.startsWith("VERSION_ID=")).allMatch(here::contains),
        "java-in-root: the machine is not Debian 12");
    return exited(SandboxRequest.of(machine, command).with(blob).showing(GuestUnitsTest.shown()));
  }

  /**
   * {@return the result of a command}
   *
   * @param blob the devicetree blob of the kernel
   * @param command the command to run after the boot
   */
  SandboxResult.Exited run(Bytes blob, String... command) throws IOException, InterruptedException {
    return exited(SandboxRequest.of(machine, List.of(command)).with(blob));
  }

  private SandboxResult.Exited exited(SandboxRequest request)
      throws IOException, InterruptedException {
    SandboxResult result =
        Boots.counted(sandbox)
            .boot(
                request.within(Boots.LONGEST),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream());
    assertThat(result).isInstanceOf(SandboxResult.Exited.class);
    return (SandboxResult.Exited) result;
  }
}
