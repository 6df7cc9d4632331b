// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.dtbind.source.Bytes;

/** Writes result files: whole or not at all. */
final class OutputFile {

  private OutputFile() {}

  /**
   * Writes a file beside and renames it, so that nobody ever reads half of it. What is not an
   * ordinary file, such as {@code /dev/null}, is written as it is.
   *
   * @param file where to; a link is followed
   * @param content all of it
   * @throws IOException where it cannot be written; a file that was there is as before
   */
  static void write(Path file, Bytes content) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.exists(target) && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      try (OutputStream out = Files.newOutputStream(target)) {
        out.write(content.toArray());
      }
      return;
    }
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException(file + ": is a folder");
    }
    Path beside = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.write(beside, content.toArray());
      if (Files.exists(target)) {
        Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(target));
      }
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
