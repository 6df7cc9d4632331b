// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.source.FileName;

/**
 * The root directory of a system. In a copy of a system, symbolic links are followed as after
 * chroot(2): absolute links begin at the root directory, and no link leads out of it.
 *
 * @param prefix the path put before every path; empty for the running system
 */
record Root(String prefix) {

  /**
   * The maximum number of links that Linux follows in a path (MAXSYMLINKS of
   * include/linux/namei.h).
   */
  private static final int MOST_LINKS = 40;

  /** {@return whether this is the running system rather than a copy} */
  boolean isLive() {
    return prefix.isEmpty();
  }

  /**
   * Opens a file. In a copy, only regular files are opened: a pipe could block forever, and a
   * device node would refer to a device of this machine.
   */
  Attempt<Descriptor> open(String path, int flags) {
    if (isLive()) {
      return Descriptor.open(path, path, flags, 0);
    }
    return real(path)
        .then(real -> plain(real, path).then(yes -> Descriptor.open(real, path, copied(flags), 0)));
  }

  private static int copied(int flags) {
    int all = flags | Libc.O_NONBLOCK | Libc.O_NOFOLLOW;
    return Libc.mayOpen(all, Libc.ARCHITECTURE) ? all : flags;
  }

  private static Attempt<Nothing> plain(String real, String path) {
    try {
      BasicFileAttributes file =
          Files.readAttributes(path(real), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (file.isRegularFile()) {
        return Attempt.done();
      }
      Errno errno = file.isDirectory() ? Errno.EISDIR : Errno.ENXIO;
      return Attempt.failed(Failure.of(Operation.OPEN, path, errno));
    } catch (IOException e) {
      return Attempt.failed(Failure.of(Operation.OPEN, path, LinuxSysfs.errno(e)));
    }
  }

  /** {@return the path on this machine, with all links followed} */
  Attempt<String> real(String path) {
    return isLive() ? Attempt.done(path) : walk(path, true);
  }

  /** {@return the path on this machine, with all links followed except the last component} */
  Attempt<String> realLink(String path) {
    return isLive() ? Attempt.done(path) : walk(path, false);
  }

  /**
   * {@return a path for the JDK}
   *
   * @throws NoSuchFileException if no file can have this path
   */
  static Path path(String real) throws NoSuchFileException {
    try {
      return FileName.path(real);
    } catch (InvalidPathException e) {
      throw new NoSuchFileException(real);
    }
  }

  private Attempt<String> walk(String path, boolean followLast) {
    Deque<String> rest = new ArrayDeque<>(List.of(path.split("/", -1)));
    Deque<String> done = new ArrayDeque<>();
    int links = 0;
    while (!rest.isEmpty()) {
      String name = rest.removeFirst();
      if (name.equals("..")) {
        done.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        done.addLast(name);
        String text = rest.isEmpty() && !followLast ? "" : link(at(done));
        if (!text.isEmpty()) {
          if (++links > MOST_LINKS) {
            return Attempt.failed(Failure.of(Operation.OPEN, path, Errno.ELOOP));
          }
          done.removeLast();
          if (text.startsWith("/")) {
            done.clear();
          }
          List<String> names = List.of(text.split("/", -1));
          for (int i = names.size() - 1; i >= 0; i--) {
            rest.addFirst(names.get(i));
          }
        }
      }
    }
    return Attempt.done(at(done));
  }

  private String at(Deque<String> names) {
    return prefix + "/" + String.join("/", names);
  }

  /** {@return the text of a symbolic link; empty if the path is not a link or does not exist} */
  private static String link(String real) {
    try {
      Path path = path(real);
      return Files.isSymbolicLink(path) ? FileName.text(Files.readSymbolicLink(path)) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
