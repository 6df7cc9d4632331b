// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

  @TempDir Path directory;

  @Test
  void missingKernelIsNamed() {
    Run run =
        Run.with(Map.of("XDG_CACHE_HOME", directory.toString()), "demo", "door", "--kernel", "9.9");
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).startsWith("dtbind: there is no kernel 9.9: set DTBIND_KERNELS to ");
  }

  @Test
  void releaseWithoutASourceIsNotBuilt() {
    Run run =
        Run.with(
            Map.of("XDG_CACHE_HOME", directory.toString()), "try", "--setup", "--kernel", "1.99");
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains("the kernel could not be built (status 69)");
    Run other =
        Run.with(
            Map.of("XDG_CACHE_HOME", directory.toString()), "demo", "door", "--kernel", "1.99");
    assertThat(other.err()).contains("help: 'dtbind try --setup --kernel 1.99' builds it");
  }

  @Test
  void unknownDemoIsAUsageError() {
    assertThat(Run.of("demo", "window").status()).isEqualTo(64);
  }

  @Test
  void missingSamplesAreReportedBeforeAMissingKernel() {
    Run run =
        Run.with(Map.of("DTBIND_HOME", directory.toString()), "demo", "door", "--kernel", "9.9");
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err())
        .isEqualTo(
            "dtbind: 'demo door' needs %s/samples, which is part of dtbind's sources, but not of packages%n"
                    .formatted(directory)
                + "  help: to boot any other tree, run 'dtbind try FILE'\n");
  }

  private Run demo(String version, Path app) {
    Map<String, String> environment = new HashMap<>();
    environment.put("XDG_CACHE_HOME", directory.toString());
    environment.put("DTBIND_KERNELS", System.getenv("DTBIND_KERNELS"));
    environment.put("DTBIND_HOME", Path.of("..").toAbsolutePath().normalize().toString());
    environment.put("DTBIND_APP", app.toString());
    return Run.with(environment, "demo", "door", "--kernel", version);
  }

  @Test
  @Tag("kernel")
  void failedBindFailsTheDemo() throws Exception {
    Path app = program("echo 'dtbind: no' >&2; exit 69");
    Run run = demo(GivenKernels.newest().orElseThrow(), app);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("dtbind: no\n")
        .endsWith("dtbind: demo door: 'dtbind bind door' failed with status 69\n");
  }

  /** As on a machine that has nothing else: the program itself runs in the small kernel. */
  @Test
  @Tag("kernel")
  @Tag("built")
  void smallKernelIsEnoughForTheDemo() throws Exception {
    Run run = demo("6.1-small", InnerApp.in(directory));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("done: bound, read back", "; kernel 6.1-small, ");
  }

  @Test
  @Tag("kernel")
  void demoFailsIfTheDeviceIsNotBound() throws Exception {
    Path app = program("exit 0");
    Run run = demo(GivenKernels.newest().orElseThrow(), app);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).doesNotContain("done:");
  }

  private Path program(String script) throws Exception {
    Path bin = Files.createDirectories(directory.resolve("app/bin"));
    Path program = Files.writeString(bin.resolve("dtbind"), "#!/bin/sh\n" + script + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return directory.resolve("app");
  }
}
