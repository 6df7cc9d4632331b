// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.GpioChips;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Owner;
import org.dtbind.kernel.Paths;
import org.dtbind.source.Bytes;

/**
 * The files of a system, and what its GPIO chips answer. {@link SystemText} reads one from text.
 *
 * @param entries the files, links and directories, by path
 * @param chips the answers of the chips, by the path of the device node
 * @param names the names in each directory
 */
record SystemTree(
    Map<String, Entry> entries,
    Map<String, GpioChips.Answer> chips,
    Map<String, NavigableSet<String>> names) {

  /** The maximum number of links that Linux follows in a path. */
  private static final int MOST_LINKS = 40;

  static final Owner ROOT = new Owner("root", "root", "rw-r--r--");

  /** What a path leads to. */
  sealed interface Entry {}

  /** A directory. */
  record Directory(OptionalLong inode, Owner owner) implements Entry {
    static final Directory PLAIN = new Directory(OptionalLong.empty(), ROOT);
  }

  /** A symbolic link; one in {@code /proc/PID/fd} may lead to a deleted device node. */
  record Link(String target, OptionalLong device) implements Entry {}

  /** A regular file, or an attribute. */
  record File(Bytes content, boolean executable) implements Entry {}

  /** A device node, and the error of open(2) if it cannot be opened. */
  record Node(long number, Owner owner, boolean acl, Optional<Errno> refused) implements Entry {}

  /** A file that cannot be opened. */
  record Failing(Errno errno) implements Entry {}

  SystemTree(Map<String, Entry> entries, Map<String, GpioChips.Answer> chips) {
    this(Collections.unmodifiableMap(new TreeMap<>(entries)), Map.copyOf(chips), names(entries));
  }

  private static Map<String, NavigableSet<String>> names(Map<String, Entry> entries) {
    Map<String, NavigableSet<String>> names = new HashMap<>();
    names.put("", new TreeSet<>());
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      if (entry.getValue() instanceof Directory) {
        names.computeIfAbsent(entry.getKey(), any -> new TreeSet<>());
      }
      for (String path = entry.getKey(); !path.isEmpty(); path = Paths.parent(path)) {
        names.computeIfAbsent(Paths.parent(path), any -> new TreeSet<>()).add(Paths.name(path));
      }
    }
    return names;
  }

  /** {@return this system with other entries} */
  SystemTree with(Map<String, Entry> changed) {
    return new SystemTree(changed, chips);
  }

  /** {@return the entry at a path whose links are followed, also the last one} */
  Attempt<Entry> open(String path) {
    return real(path, true).then(real -> at(real, path));
  }

  /** {@return the entry at a path of which the last component may be a link} */
  Attempt<Entry> link(String path) {
    return real(path, false).then(real -> at(real, path));
  }

  private Attempt<Entry> at(String real, String path) {
    Optional<Entry> entry = Optional.ofNullable(entries.get(real));
    if (entry.isEmpty() && !names.containsKey(real)) {
      return Attempt.failed(Failure.of(Operation.OPEN, path, missing(real)));
    }
    return Attempt.done(entry.orElse(Directory.PLAIN));
  }

  /** The error for a path that does not exist. */
  private Errno missing(String real) {
    return entries.getOrDefault(Paths.parent(real), Directory.PLAIN) instanceof Directory
        ? Errno.ENOENT
        : Errno.ENOTDIR;
  }

  Attempt<List<String>> list(String path) {
    return real(path, true).then(real -> at(real, path).then(entry -> list(real, entry, path)));
  }

  private Attempt<List<String>> list(String real, Entry entry, String path) {
    if (entry instanceof Directory) {
      return Attempt.done(List.copyOf(names.getOrDefault(real, new TreeSet<>())));
    }
    Errno errno = entry instanceof Failing failing ? failing.errno() : Errno.ENOTDIR;
    return Attempt.failed(Failure.of(Operation.LIST, path, errno));
  }

  private Attempt<String> real(String path, boolean last) {
    Deque<String> rest = new ArrayDeque<>(List.of(path.split("/", -1)));
    String done = "";
    int links = 0;
    while (!rest.isEmpty()) {
      String name = rest.removeFirst();
      if (name.equals("..")) {
        done = Paths.parent(done);
      } else if (!name.isEmpty() && !name.equals(".")) {
        String next = done + "/" + name;
        if ((last || !rest.isEmpty()) && entries.get(next) instanceof Link link) {
          if (++links > MOST_LINKS) {
            return Attempt.failed(Failure.of(Operation.OPEN, path, Errno.ELOOP));
          }
          done = link.target().startsWith("/") ? "" : done;
          List<String> more = List.of(link.target().split("/", -1));
          for (int i = more.size() - 1; i >= 0; i--) {
            rest.addFirst(more.get(i));
          }
        } else {
          done = next;
        }
      }
    }
    return Attempt.done(done);
  }
}
