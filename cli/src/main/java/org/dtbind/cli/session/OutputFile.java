// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.dtbind.kernel.Errno;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/** Writes result files atomically. */
public final class OutputFile {

  /** The kernel's limit for following symbolic links ({@code MAXSYMLINKS}). */
  private static final int MOST_LINKS = 40;

  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private static final OpenOption[] REPLACING = {
    StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING, LinkOption.NOFOLLOW_LINKS
  };

  private OutputFile() {}

  /**
   * Writes a temporary file in the same directory and renames it, so that readers never see a
   * partial file. A file that is not regular, such as {@code /dev/null}, is written directly.
   */
  public static void write(Path file, Bytes content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file)) {
        out.write(content.lent(), 0, content.length());
      } catch (IOException e) {
        throw named(file, e);
      }
      return;
    }
    replace(file, followed(file), content);
  }

  /**
   * Writes a file as {@link #write} does, but replaces a symbolic link or a device, and gives a
   * file that exists the mode of a new one. It takes less time, and is for directories that the
   * caller has created.
   */
  public static void writeNew(Path file, Bytes content) throws IOException {
    Path target = file.toAbsolutePath();
    Path directory = directory(file, target);
    try {
      create(temporary(directory), target, content);
    } catch (IOException e) {
      throw asked(file, directory, named(file, e));
    }
  }

  private static void replace(Path file, Path target, Bytes content) throws IOException {
    Path directory = directory(file, target);
    try {
      if (Files.exists(target)) {
        replaceExisting(temporary(directory), target, content);
      } else {
        create(temporary(directory), target, content);
      }
    } catch (IOException e) {
      throw asked(file, directory, named(file, e));
    }
  }

  private static void create(Path temporary, Path target, Bytes content) throws IOException {
    boolean created = false;
    try {
      // Creates a file that does not exist yet, also not as a symbolic link.
      try (OutputStream out = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW)) {
        created = true;
        out.write(content.lent(), 0, content.length());
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      created = false;
    } finally {
      if (created) {
        discard(temporary);
      }
    }
  }

  /**
   * Writes the new content to a copy, because only copying preserves an access control list,
   * without which the group would get what the list allows at most. The copy is in a directory that
   * nobody else can enter: until it has the group, the mode and the owner, others could read it.
   */
  private static void replaceExisting(Path hidden, Path target, Bytes content) throws IOException {
    Files.createDirectory(hidden, PosixFilePermissions.asFileAttribute(PRIVATE));
    Path copy = hidden.resolve(hidden.getFileName());
    try {
      Files.copy(target, copy, StandardCopyOption.COPY_ATTRIBUTES);
      // It may be read-only.
      Files.setPosixFilePermissions(copy, OWNER);
      try (OutputStream out = Files.newOutputStream(copy, REPLACING)) {
        out.write(content.lent(), 0, content.length());
      }
      replaces(copy, target);
      Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      discard(copy);
      discard(hidden);
    }
  }

  /**
   * Gives a new file the group, the mode and the owner of the one that it replaces: the group
   * first, since the mode is meant for that group, and the owner last, since only an owner may
   * change the mode. Whoever may write to the directory could replace the new file by a link.
   */
  private static void replaces(Path temporary, Path target) throws IOException {
    boolean ofItsGroup = give(temporary, target, "unix:gid");
    Set<PosixFilePermission> former = Files.getPosixFilePermissions(target);
    Files.getFileAttributeView(temporary, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setPermissions(ofItsGroup ? former : ofAnotherGroup(former));
    give(temporary, target, "unix:uid");
  }

  /** Returns a mode by which a group may do only what everybody may do. */
  private static Set<PosixFilePermission> ofAnotherGroup(Set<PosixFilePermission> former) {
    Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
    mode.addAll(former);
    if (!mode.contains(PosixFilePermission.OTHERS_READ)) {
      mode.remove(PosixFilePermission.GROUP_READ);
    }
    if (!mode.contains(PosixFilePermission.OTHERS_WRITE)) {
      mode.remove(PosixFilePermission.GROUP_WRITE);
    }
    if (!mode.contains(PosixFilePermission.OTHERS_EXECUTE)) {
      mode.remove(PosixFilePermission.GROUP_EXECUTE);
    }
    return mode;
  }

  /** Returns whether the new file has the same owner or group as the one that it replaces. */
  private static boolean give(Path temporary, Path target, String id) throws IOException {
    Object former = Files.getAttribute(target, id);
    if (former.equals(Files.getAttribute(temporary, id, LinkOption.NOFOLLOW_LINKS))) {
      return true;
    }
    try {
      Files.setAttribute(temporary, id, former, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (IOException e) {
      return false; // Only root may give files to others.
    }
  }

  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // The exception that is already under way has the reason, and names the file.
    }
  }

  /** Fails for the same reason for which {@link #write} will fail, if it can be known before. */
  public static void check(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      Files.newOutputStream(file, StandardOpenOption.WRITE).close();
      return;
    }
    Path directory = directory(file, followed(file));
    try {
      Files.delete(Files.createFile(temporary(directory)));
    } catch (FileSystemException e) {
      throw asked(file, directory, e);
    }
  }

  /**
   * Returns the exception for a file that could not be written, with the name of the file and, if
   * the system call has a known error, its name.
   */
  public static IOException notWritten(Path file, IOException failure) {
    if (failure instanceof NoSuchFileException || failure instanceof AccessDeniedException) {
      return failure;
    }
    String reason =
        failure instanceof FileSystemException known && known.getReason() != null
            ? known.getReason()
            : String.valueOf(failure.getMessage());
    for (Errno errno : Errno.values()) {
      if (errno.meaning().equalsIgnoreCase(reason)) {
        reason = errno.meaning() + " (" + errno + ")";
        break;
      }
    }
    return new IOException("cannot write " + FileName.text(file) + ": " + reason, failure);
  }

  /** {@return an object that is the same for all names of an existing regular file} */
  static Optional<Object> existing(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.ofNullable(attributes.fileKey())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * {@return an object that is the same for all names of a file, which need not exist yet; empty
   * for directories and devices}
   */
  static Optional<Object> identity(Path file) {
    if (Files.exists(file)) {
      return existing(file);
    }
    try {
      Path target = followed(file);
      return Optional.of(directory(file, target).toRealPath().resolve(target.getFileName()));
    } catch (IOException e) {
      return Optional.empty(); // The directory does not exist, so writing the file will fail.
    }
  }

  private static Path directory(Path file, Path target) throws IOException {
    Path directory = target.getParent();
    if (directory == null) {
      throw new FileSystemException(file.toString(), null, "Is a directory");
    }
    return directory;
  }

  /** {@return a name that probably does not exist; only creating the file shows whether it does} */
  private static Path temporary(Path directory) {
    return directory.resolve(".dtbind-" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
  }

  /** {@return the exception with the name of the file, which streams omit} */
  private static FileSystemException named(Path file, IOException failure) {
    return failure instanceof FileSystemException known
        ? known
        : new FileSystemException(FileName.text(file), null, failure.getMessage());
  }

  /**
   * Returns the exception with the name of the requested file instead of the temporary file, which
   * means nothing to users.
   */
  private static FileSystemException asked(Path file, Path directory, FileSystemException why) {
    String name = FileName.text(file);
    if (why instanceof NoSuchFileException) {
      return new NoSuchFileException(
          name, null, "create the directory %s first".formatted(FileName.text(directory)));
    }
    return why instanceof AccessDeniedException
        ? new AccessDeniedException(name)
        : new FileSystemException(name, null, why.getReason());
  }

  /** Follows symbolic links, also to a file that does not exist yet. */
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
