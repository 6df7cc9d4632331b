// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.dtbind.source.FileName;

/**
 * Provides kernels that can be started, because a given kernel may be compressed or not executable.
 *
 * @param cache a persistent directory of this user
 * @param progress receives errors of unpacking
 */
record Unpacked(Path cache, Redirect progress) {

  /**
   * {@return the kernel, or a copy in the cache with a name derived from the kernel's version, size
   * and time; empty if the kernel must be a program, but is not an ELF program for this machine}
   *
   * @param file the kernel as given; {@code .xz} is compressed
   * @param executable whether the kernel is started as a program
   */
  Optional<Path> of(Path file, boolean executable) throws IOException, InterruptedException {
    Path real = file.toRealPath();
    boolean packed = real.toString().endsWith(".xz");
    if (!packed && executable && !ElfProgram.is(real)) {
      return Optional.empty();
    }
    if (!packed && (!executable || Files.isExecutable(real))) {
      return Optional.of(real);
    }
    long time = Files.getLastModifiedTime(real).toMillis();
    String version = KernelName.of(real).version();
    String name = "given-%s-%d-%d".formatted(version, Files.size(real), time);
    Path copy = cache.resolve(name);
    if (Files.isExecutable(copy)) {
      return Optional.of(copy);
    }
    Files.createDirectories(cache);
    Path temporary = Files.createTempFile(cache, "." + name, "");
    try {
      if (packed) {
        unpack(real, temporary);
        if (executable && !ElfProgram.is(temporary)) {
          return Optional.empty();
        }
      } else {
        Files.copy(real, temporary, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!temporary.toFile().setExecutable(true)) {
        throw new IOException(temporary + ": cannot be made executable");
      }
      removeSame("given-" + version + "-", temporary);
      return Optional.of(Files.move(temporary, copy, StandardCopyOption.ATOMIC_MOVE));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Removes older copies of the same kernel, whose file was copied or downloaded again. */
  private void removeSame(String prefix, Path fresh) throws IOException {
    try (DirectoryStream<Path> copies = Files.newDirectoryStream(cache)) {
      for (Path copy : copies) {
        if (copy.getFileName().toString().startsWith(prefix)
            && Files.isRegularFile(copy)
            && Files.mismatch(copy, fresh) < 0) {
          Files.deleteIfExists(copy);
        }
      }
    }
  }

  private void unpack(Path packed, Path to) throws IOException, InterruptedException {
    Process xz =
        new ProcessBuilder("xz", "-dc", FileName.text(packed))
            .redirectOutput(to.toFile())
            .redirectError(progress)
            .start();
    try {
      int status = xz.waitFor();
      if (status != 0) {
        throw new IOException(
            FileName.text(packed) + ": xz failed to unpack it (status " + status + ")");
      }
    } finally {
      xz.destroy();
    }
  }
}
