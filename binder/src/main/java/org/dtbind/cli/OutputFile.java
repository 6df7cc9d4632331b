// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import org.dtbind.source.Bytes;

/** Writes result files: whole or not at all. */
final class OutputFile {

  /** As many as the kernel follows ({@code MAXSYMLINKS}). */
  private static final int MOST_LINKS = 40;

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
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file)) {
        out.write(content.toArray());
      }
      return;
    }
    Path target = followed(file);
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException(file + ": is a folder");
    }
    String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path beside = folder.resolve(".dtbind-" + random);
    boolean moved = false;
    try {
      // In a folder that others may write, a file that is there already may be a link of theirs.
      Files.write(
          beside, content.toArray(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (Files.exists(target)) {
        Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(target));
      }
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
      moved = true;
    } finally {
      if (!moved) {
        Files.deleteIfExists(beside);
      }
    }
  }

  /** Where a file is, or would be: a link may lead to one that is yet to be made. */
  private static Path followed(Path file) throws IOException {
    if (Files.exists(file)) {
      return file.toRealPath();
    }
    Path target = file.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemException(file.toString(), null, "too many levels of symbolic links");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }
}
