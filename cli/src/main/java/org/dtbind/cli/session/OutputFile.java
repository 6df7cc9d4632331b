// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/** Writes result files: whole or not at all. */
public final class OutputFile {

  /** As many as the kernel follows ({@code MAXSYMLINKS}). */
  private static final int MOST_LINKS = 40;

  /** Bytes of a name that nobody can foresee. */
  private static final int SECRET = 16;

  private OutputFile() {}

  /**
   * Writes a file beside and renames it, so that nobody ever reads half of it. What is not an
   * ordinary file, such as {@code /dev/null}, is written as it is.
   */
  public static void write(Path file, Bytes content) throws IOException {
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
    Optional<String> secret = secret();
    String random =
        secret.isPresent()
            ? secret.get()
            : Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path beside = folder.resolve(".dtbind-" + random);
    boolean moved = false;
    try {
      if (secret.isEmpty() || !streamed(beside, content)) {
        Files.write(
            beside, content.toArray(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
      if (Files.exists(target)) {
        Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(target));
      }
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
      moved = true;
    } catch (FileSystemException e) {
      throw asked(file, folder, e);
    } finally {
      if (!moved) {
        Files.deleteIfExists(beside);
      }
    }
  }

  /** The same of the file that was asked for: the one beside it says nothing to anybody. */
  private static FileSystemException asked(Path file, Path folder, FileSystemException why) {
    String name = FileName.text(file);
    if (why instanceof NoSuchFileException) {
      return new NoSuchFileException(
          name, null, "there is no folder %s: create it first".formatted(FileName.text(folder)));
    }
    return why instanceof AccessDeniedException
        ? new AccessDeniedException(name)
        : new FileSystemException(name, null, why.getReason());
  }

  /**
   * Bits that nobody can foresee. In a folder that others may write, a file that is there already
   * may be a link of theirs: it is not where its name is a secret.
   */
  private static Optional<String> secret() {
    try (FileInputStream random = new FileInputStream("/dev/urandom")) {
      Bytes bits = Bytes.wrap(random.readNBytes(SECRET));
      return bits.length() < SECRET
          ? Optional.empty()
          : Optional.of(Long.toHexString(bits.number(0, 8)) + Long.toHexString(bits.number(8, 8)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes a file whose name is a secret; returns whether it could be made. Not by a channel: the
   * first one of a program takes java 2 ms. Streams do not refuse a file that is there, take names
   * by the locale, which is of no account for ASCII, and say less of why one cannot be made.
   */
  private static boolean streamed(Path file, Bytes content) throws IOException {
    if (!FileName.isAscii(file.toString())) {
      return false;
    }
    FileOutputStream out;
    try {
      out = new FileOutputStream(file.toString());
    } catch (FileNotFoundException e) {
      return false;
    }
    try (out) {
      out.write(content.toArray());
    }
    return true;
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
