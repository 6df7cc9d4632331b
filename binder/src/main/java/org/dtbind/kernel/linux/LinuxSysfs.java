// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;
import org.dtbind.source.Bytes;

/**
 * Attributes by open, read and write, so that the errno of a driver is known; folders and links by
 * the JDK.
 *
 * @param root put before every path; empty for the running system's own
 */
record LinuxSysfs(String root) implements Sysfs {

  @Override
  public Attempt<Bytes> read(String path) {
    return Descriptor.open(root + path, path, Libc.O_RDONLY)
        .then(
            file -> {
              try (file) {
                return file.readAll(MAX_ATTRIBUTE);
              }
            });
  }

  @Override
  public Attempt<Nothing> write(String path, Bytes content) {
    if (content.isEmpty()) {
      throw new IllegalArgumentException("a write of nothing changes nothing: " + path);
    }
    return Descriptor.open(root + path, path, Libc.O_WRONLY)
        .then(
            file -> {
              try (file) {
                return file.writeOnce(content);
              }
            });
  }

  @Override
  public Attempt<List<String>> list(String path) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(real(path))) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (IOException e) {
      return Attempt.failed(Failure.of(Operation.LIST, path, errno(e)));
    }
    Collections.sort(names);
    return Attempt.done(names);
  }

  @Override
  public Attempt<String> target(String path) {
    try {
      String text = Files.readSymbolicLink(real(path)).toString();
      return Attempt.done(Paths.follow(path, text));
    } catch (IOException e) {
      return Attempt.failed(Failure.of(Operation.LINK, path, errno(e)));
    }
  }

  @Override
  public boolean exists(String path) {
    try {
      return Files.exists(real(path), LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public boolean isFolder(String path) {
    try {
      return Files.isDirectory(real(path), LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** A word that the JDK cannot write in this locale's characters names no file of the kernel's. */
  private Path real(String path) throws NoSuchFileException {
    try {
      return Path.of(root + path);
    } catch (InvalidPathException e) {
      throw new NoSuchFileException(path);
    }
  }

  /** The JDK keeps errno to itself, except in the type of what it throws. */
  static Errno errno(IOException e) {
    if (e instanceof NoSuchFileException) {
      return Errno.ENOENT;
    }
    if (e instanceof AccessDeniedException) {
      return Errno.EACCES;
    }
    if (e instanceof NotDirectoryException) {
      return Errno.ENOTDIR;
    }
    return e instanceof NotLinkException ? Errno.EINVAL : Errno.UNLISTED;
  }
}
