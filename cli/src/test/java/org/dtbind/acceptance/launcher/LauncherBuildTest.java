// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.dtbind.testing.Program.Running;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher builds a checkout from nothing, once, and stops when it is told to. */
@Tag("acceptance")
class LauncherBuildTest {

  @TempDir private static Path work;

  /** How two calls ended that were made at once, in a checkout that was never built. */
  private static final List<Finished> CALLS = new ArrayList<>();

  /** The stamps that were there after the first of them, and after the other one. */
  private static final List<Stamp> STAMPS = new ArrayList<>();

  /**
   * Each build puts in place a folder of its own, with a stamp made after it was begun.
   *
   * @param file that it is
   * @param modified when it was begun
   */
  private record Stamp(Object file, Object modified) {

    static Stamp of(CheckoutCopy copy) throws IOException {
      BasicFileAttributes attributes =
          Files.readAttributes(copy.app().resolve("stamp"), BasicFileAttributes.class);
      return new Stamp(attributes.fileKey(), attributes.lastModifiedTime());
    }
  }

  private static Path folder() {
    return work.resolve("sp ace");
  }

  @BeforeAll
  static void callItTwiceAtOnce() throws Exception {
    CheckoutCopy copy = CheckoutCopy.ofSources(folder());
    Files.writeString(work.resolve("sp"), "mine");
    Running one = copy.dtbind("--version").start();
    Running two = copy.dtbind("--version").start();
    CompletableFuture.anyOf(one.process().onExit(), two.process().onExit())
        .get(10, TimeUnit.MINUTES);
    Stamp first = Stamp.of(copy);
    CALLS.addAll(List.of(one.end(), two.end()));
    STAMPS.addAll(List.of(first, Stamp.of(copy)));
  }

  @Test
  void twoAtOnceBuildOnce() {
    for (Finished call : CALLS) {
      assertThat(call.succeeded().out()).matches("dtbind [0-9.]+.*\n");
    }
    assertThat(STAMPS.get(1)).isEqualTo(STAMPS.get(0));
    assertThat(CALLS).anyMatch(call -> !call.err().contains("building"));
  }

  @Test
  void aPathWithASpaceIsOnePath() throws IOException {
    // It is somebody else's.
    assertThat(work.resolve("sp")).hasContent("mine");
    // Java 17 takes only its own classes from an archive when the path of a jar has a space.
    Path lib = new CheckoutCopy(folder()).app().resolve("lib");
    try (Stream<Path> files = Files.list(lib)) {
      assertThat(files).anyMatch(file -> file.toString().endsWith(".jsa"));
    }
  }

  @Test
  void anInterruptedBuildLeavesNothingRunning() throws Exception {
    CheckoutCopy copy = CheckoutCopy.ofSources(work.resolve("interrupted build"));
    Running build = copy.dtbind("--version").within(Duration.ofMinutes(1)).start();
    while (!mavenRunsIn(copy.folder())) {
      assertThat(build.process().isAlive()).as("Maven was not seen, and it goes on").isTrue();
      Thread.sleep(100);
    }
    build.terminate();
    build.end().ended(143);
    assertThat(mavenRunsIn(copy.folder())).as("Maven still runs").isFalse();
    Path lock = copy.folder().resolve("target/lock");
    Program.of("flock", "-n", lock.toString(), "true").run().succeeded();
  }

  /** Whether Maven builds a checkout. */
  private static boolean mavenRunsIn(Path folder) throws IOException {
    String argument = "maven.multiModuleProjectDirectory=" + folder;
    try (Stream<Path> files = Files.list(Path.of("/proc"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9]+"))
          .anyMatch(process -> command(process).contains(argument));
    }
  }

  private static String command(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It has ended.
      return "";
    }
  }
}
