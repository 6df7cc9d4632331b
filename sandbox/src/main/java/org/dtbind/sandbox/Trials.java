// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Remembers which kernels have run here since this machine was started, so that none is booted
 * twice where once is enough. A small file for each, named by the kernel's path.
 *
 * @param cache a folder of this user's that lasts
 */
record Trials(Path cache) {

  /** Differs with each start of a machine (drivers/char/random.c). */
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** {@return whether a kernel has run here, as it and what it is given are now} */
  boolean passed(Machine machine) {
    try {
      return Files.readString(file(machine.kernel())).equals(text(machine));
    } catch (IOException e) {
      // Never tried, or nobody can tell: it is tried.
      return false;
    }
  }

  /** Remembers that a kernel has run. Where the cache cannot be written, it is tried again. */
  void pass(Machine machine) {
    try {
      Files.createDirectories(cache);
      // Half of it, as a kill would leave it, is another text: it is tried again.
      Files.writeString(file(machine.kernel()), text(machine));
    } catch (IOException e) {
      return;
    }
  }

  /**
   * Has a kernel tried again.
   *
   * @param kernel that has not run after all
   */
  void forget(Kernel kernel) throws IOException {
    Files.deleteIfExists(file(kernel));
  }

  private Path file(Kernel kernel) {
    byte[] path = kernel.program().toString().getBytes(StandardCharsets.UTF_8);
    return cache.resolve("ran-" + Resources.key(path));
  }

  private static String text(Machine machine) throws IOException {
    BasicFileAttributes file =
        Files.readAttributes(machine.kernel().program(), BasicFileAttributes.class);
    String root = machine instanceof Machine.Virt virt ? virt.root().toString() : "/";
    return "%s%s %d %s%n%s %s%n"
        .formatted(
            Files.readString(BOOT),
            file.fileKey(),
            file.size(),
            file.lastModifiedTime(),
            Resources.key(Resources.SANDBOX),
            root);
  }
}
