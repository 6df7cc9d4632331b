// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import com.sun.jna.NativeLong;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.WritableSysfs;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/**
 * Reads and writes attributes with system calls, because the errno of a driver must be known. Lists
 * directories with the JDK.
 *
 * @param root the root directory of the system
 */
record LinuxSysfs(Root root) implements WritableSysfs {

  private static final int SEARCHABLE = 0755;

  private static final String DEBUG = "/sys/kernel/debug/";

  private static final int USUAL_PATH = 160;

  /**
   * Makes the shell write once. The process does not inherit dtbind's open files, so it does not
   * hold the lock if it is left behind.
   */
  private static final String ONE_WRITE = "printf %b \"$1\" > \"$2\"";

  /** The maximum length of a link's text (PATH_MAX of include/uapi/linux/limits.h). */
  private static final int LONGEST_PATH = 4096;

  @Override
  public Attempt<Bytes> read(String path) {
    // In /proc and debugfs, a short read does not mark the end.
    boolean attribute = path.startsWith("/sys/") && !path.startsWith(DEBUG);
    return root.open(path, Libc.O_RDONLY)
        .then(
            Descriptor.closing(
                file ->
                    attribute ? file.readAttribute(MAX_ATTRIBUTE) : file.readAll(MAX_ATTRIBUTE)));
  }

  @Override
  public Attempt<Nothing> write(String path, Bytes content) {
    return open(path, Libc.O_WRONLY, content)
        .then(Descriptor.closing(file -> file.writeOnce(content)));
  }

  @Override
  public Attempt<Nothing> writeWithin(String path, Bytes content, Duration limit) {
    Optional<SystemProgram> shell = root.isLive() ? SystemProgram.find("sh") : Optional.empty();
    if (shell.isEmpty()) {
      return write(path, content);
    }
    // Bytes are passed as octal escapes, because arguments are encoded in the locale's character
    // set.
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < content.length(); i++) {
      text.append("\\0%03o".formatted(content.get(i)));
    }
    // Opens the file here first, because the shell does not report the errno of a failed open.
    return open(path, Libc.O_WRONLY, content)
        .then(Descriptor.closing(file -> Attempt.done()))
        .then(writable -> shell.get().run(limit, "-c", ONE_WRITE, "dtbind", text.toString(), path));
  }

  @Override
  public Attempt<Bytes> writeAndRead(String path, Bytes content) {
    // Uses one descriptor for both, which saves opening the file again.
    return open(path, Libc.O_RDWR, content)
        .then(
            Descriptor.closing(
                file -> file.writeOnce(content).then(done -> file.rereadAttribute(MAX_ATTRIBUTE))));
  }

  private Attempt<Descriptor> open(String path, int flags, Bytes content) {
    if (content.isEmpty()) {
      throw new IllegalArgumentException("an empty write changes nothing: " + path);
    }
    return root.open(path, flags);
  }

  @Override
  public Attempt<Nothing> makeDirectory(String path) {
    return root.realLink(path)
        .then(real -> done(Operation.MAKE, path, Libc.mkdir(Libc.path(real), SEARCHABLE)));
  }

  @Override
  public Attempt<Nothing> removeDirectory(String path) {
    return root.realLink(path)
        .then(real -> done(Operation.REMOVE, path, Libc.rmdir(Libc.path(real))));
  }

  private static Attempt<Nothing> done(Operation operation, String path, int result) {
    return result < 0 ? Attempt.failed(Failure.of(operation, path, Libc.errno())) : Attempt.done();
  }

  @Override
  public Attempt<List<String>> list(String path) {
    return root.real(path).then(real -> list(real, path));
  }

  private static Attempt<List<String>> list(String real, String path) {
    // File.list() is faster than newDirectoryStream(), which creates an object for each name, but
    // does not report why it failed.
    String[] found = new File(real).list();
    if (found != null && Stream.of(found).allMatch(LinuxSysfs::isExact)) {
      Arrays.sort(found);
      return Attempt.done(List.of(found));
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Root.path(real))) {
      entries.forEach(entry -> names.add(FileName.text(entry.getFileName())));
    } catch (IOException e) {
      return Attempt.failed(Failure.of(Operation.LIST, path, errno(e)));
    }
    Collections.sort(names);
    return Attempt.done(names);
  }

  /**
   * {@return whether the JDK has decoded a name without loss; it loses bytes that do not belong to
   * the locale's character set}
   */
  private static boolean isExact(String name) {
    return FileName.isAscii(name) && name.indexOf('?') < 0;
  }

  @Override
  public Attempt<String> target(String path) {
    return root.realLink(path).then(real -> target(real, path));
  }

  private static Attempt<String> target(String real, String path) {
    return linkText(real, path).map(text -> Paths.follow(path, text));
  }

  /**
   * {@return the text of a symbolic link}
   *
   * @param real the path with the root directory
   * @param path the path without the root directory, for failures
   */
  static Attempt<String> linkText(String real, String path) {
    byte[] text = new byte[USUAL_PATH];
    int length = Libc.readlink(Libc.path(real), text, new NativeLong(text.length));
    if (length == text.length) {
      text = new byte[LONGEST_PATH];
      length = Libc.readlink(Libc.path(real), text, new NativeLong(text.length));
    }
    return length < 0
        ? Attempt.failed(Failure.of(Operation.LINK, path, Libc.errno()))
        : Attempt.done(FileName.text(Bytes.wrap(Arrays.copyOf(text, length))));
  }

  @Override
  public boolean exists(String path) {
    // For an existing file that is not a link, readlink(2) fails with EINVAL.
    return root.realLink(path)
        .then(real -> target(real, path))
        .failure()
        .filter(why -> why.errno() != Errno.EINVAL)
        .isEmpty();
  }

  @Override
  public boolean isDirectory(String path) {
    return matches(path, file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public OptionalLong inode(String path) {
    try {
      Optional<String> real = root.realLink(path).value();
      return real.isPresent()
              && Files.getAttribute(Root.path(real.get()), "unix:ino", LinkOption.NOFOLLOW_LINKS)
                  instanceof Long number
          ? OptionalLong.of(number)
          : OptionalLong.empty();
    } catch (IOException | UnsupportedOperationException e) {
      return OptionalLong.empty();
    }
  }

  private boolean matches(String path, Predicate<Path> predicate) {
    try {
      Optional<String> real = root.realLink(path).value();
      return real.isPresent() && predicate.test(Root.path(real.get()));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** {@return the error for the type of an exception, because the JDK does not expose errno} */
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
