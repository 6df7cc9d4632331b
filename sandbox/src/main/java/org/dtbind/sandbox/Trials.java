// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Remembers which kernels have run on this machine since it was started, so that each is booted
 * only once as a trial. There is a small file for each kernel, with a name derived from the
 * kernel's path.
 *
 * @param cache a persistent directory of this user
 */
record Trials(Path cache) {

  /** The ID of this boot, which differs after each start of the machine (drivers/char/random.c). */
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /**
   * {@return whether a kernel has run, with the present kernel file, scripts and root file system}
   */
  boolean passed(Machine machine) {
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
  void pass(Machine machine) {
    try {
      Files.createDirectories(cache);
      // If this process is killed while writing, the text differs, and the kernel is tried again.
      Files.writeString(file(machine.kernel()), text(machine));
    } catch (IOException e) {
      return;
    }
  }

  void forget(SandboxKernel kernel) throws IOException {
    Files.deleteIfExists(file(kernel));
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
