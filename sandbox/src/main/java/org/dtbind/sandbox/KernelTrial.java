// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether kernels run on this machine by booting each of them. Remembers those that have
 * run since this machine was started: there is a small file for each, with a name derived from the
 * kernel's path.
 *
 * @param cache a persistent directory of this user
 */
record KernelTrial(Path cache, Sandbox sandbox) {

  /** The time limit for booting a kernel, for a busy machine that emulates another one. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The ID of this boot, which differs after each start of the machine (drivers/char/random.c). */
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** {@return why a kernel does not boot and run a program; empty if it does, or has done so} */
  Optional<String> trouble(Machine machine) throws IOException, InterruptedException {
    if (passed(machine)) {
      return Optional.empty();
    }
    SandboxResult result = sandbox.probe(SandboxRequest.of(machine, List.of("true")).within(LIMIT));
    if (result instanceof SandboxResult.Exited) {
      pass(machine);
      return Optional.empty();
    }
    List<String> lines = words(result).lines().toList();
    return Optional.of(lines.isEmpty() ? "it exited without any output" : likelyCause(lines));
  }

  private static String words(SandboxResult result) {
    if (result instanceof SandboxResult.DidNotBoot dead) {
      return dead.lastWords();
    }
    return result instanceof SandboxResult.Died died
        ? died.lastWords()
        : "no answer within " + LIMIT.toSeconds() + " s";
  }

  /** Returns the line of a kernel's output that most likely says why it stopped. */
  static String likelyCause(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("failed") || line.contains("panic"))
        .findFirst()
        .orElse(lines.get(lines.size() - 1))
        .strip();
  }

  /** Makes the next search boot a kernel again. */
  void forget(SandboxKernel kernel) throws IOException {
    Files.deleteIfExists(file(kernel));
  }

  /**
   * {@return whether a kernel has run, with the present kernel file, scripts and root file system}
   */
  private boolean passed(Machine machine) {
    try {
      return Files.readString(file(machine.kernel())).equals(text(machine));
    } catch (IOException e) {
      // The kernel has not been tried, or the file cannot be read; the kernel is tried again.
      return false;
    }
  }

  /**
   * Remembers that a kernel has run. If the cache cannot be written, the kernel is tried again
   * later.
   */
  private void pass(Machine machine) {
    try {
      Files.createDirectories(cache);
      // If this process is killed while writing, the text differs, and the kernel is tried again.
      Files.writeString(file(machine.kernel()), text(machine));
    } catch (IOException e) {
      return;
    }
  }

  private Path file(SandboxKernel kernel) {
    byte[] path = kernel.program().toString().getBytes(StandardCharsets.UTF_8);
    return cache.resolve("ran-" + Resources.key(path));
  }

  private static String text(Machine machine) throws IOException {
    BasicFileAttributes file =
        Files.readAttributes(machine.kernel().program(), BasicFileAttributes.class);
    return "%s%s %d %s%n%s %s%n"
        .formatted(
            Files.readString(BOOT),
            file.fileKey(),
            file.size(),
            file.lastModifiedTime(),
            Resources.key(Resources.SANDBOX),
            machine.root());
  }
}
