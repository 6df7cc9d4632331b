// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Running;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the launcher's build can be interrupted. */
@Tag("acceptance")
@Tag("slow")
class InterruptedBuildTest {

  @TempDir private Path work;

  @Test
  void interruptedBuildLeavesNothingRunning() throws Exception {
    CheckoutCopy copy = CheckoutCopy.ofSources(work.resolve("interrupted build"));
    Running build = copy.dtbind("--version").within(Duration.ofMinutes(1)).start();
    while (!mavenRunsIn(copy.directory())) {
      assertThat(build.process().isAlive())
          .as("the build still runs, but Maven has not started yet")
          .isTrue();
      Thread.sleep(100);
    }
    build.terminate();
    build.end().ended(143);
    assertThat(mavenRunsIn(copy.directory())).as("Maven still runs").isFalse();
    Path lock = copy.directory().resolve("target/lock");
    Program.of("flock", "-n", lock.toString(), "true").run().succeeded();
  }

  /** Returns whether Maven runs in a checkout. */
  private static boolean mavenRunsIn(Path directory) throws IOException {
    String argument = "maven.multiModuleProjectDirectory=" + directory;
    try (Stream<Path> files = Files.list(Path.of("/proc"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9]+"))
          .anyMatch(process -> commandLine(process).contains(argument));
    }
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // The process has ended.
      return "";
    }
  }
}
