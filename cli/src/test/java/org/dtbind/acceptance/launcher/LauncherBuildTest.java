// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dtbind.testing.Program.Finished;
import org.dtbind.testing.Program.Running;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the launcher builds a fresh checkout once. */
@Tag("acceptance")
@Tag("long")
class LauncherBuildTest {

  @TempDir private static Path work;

  /** The results of two concurrent calls in a checkout without a build. */
  private static final List<Finished> CALLS = new ArrayList<>();

  /** The stamps of the build after the first and after the second call. */
  private static final List<Stamp> STAMPS = new ArrayList<>();

  /**
   * Identifies a build: each build creates a new directory with a new stamp file.
   *
   * @param file the key of the file
   * @param modified its modification time
   */
  private record Stamp(Object file, Object modified) {

    static Stamp of(CheckoutCopy copy) throws IOException {
      BasicFileAttributes attributes =
          Files.readAttributes(copy.app().resolve("stamp"), BasicFileAttributes.class);
      return new Stamp(attributes.fileKey(), attributes.lastModifiedTime());
    }
  }

  private static Path directory() {
    return work.resolve("sp ace");
  }

  @BeforeAll
  static void runTwoCalls() throws Exception {
    CheckoutCopy copy = CheckoutCopy.ofSources(directory());
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
  void concurrentCallsBuildOnce() {
    for (Finished call : CALLS) {
      assertThat(call.succeeded().out()).matches("dtbind [0-9.]+.*\n");
    }
    assertThat(STAMPS.get(1)).isEqualTo(STAMPS.get(0));
    assertThat(CALLS).anyMatch(call -> !call.err().contains("building"));
  }

  @Test
  void checkoutPathMayContainASpace() throws IOException {
    // The launcher must not touch a file whose name is the first part of the path.
    assertThat(work.resolve("sp")).hasContent("mine");
    // Java 17 loads only JDK classes from an archive if the path of a jar contains a space.
    Path lib = new CheckoutCopy(directory()).app().resolve("lib");
    try (Stream<Path> files = Files.list(lib)) {
      assertThat(files).anyMatch(file -> file.toString().endsWith(".jsa"));
    }
  }
}
