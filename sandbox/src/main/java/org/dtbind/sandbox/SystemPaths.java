// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a whole system has at a path, before the files of the user's directory are added.
 *
 * @param root the directory of the root file system, without links
 * @param files the paths, below the root, of other files that are added
 */
record SystemPaths(Path root, Set<Path> files, Set<Path> directories) {

  /** As Linux (include/linux/namei.h, MAXSYMLINKS). */
  private static final int MOST_LINKS = 40;

  /** The path of the root directory below the root. */
  static final Path TOP = Path.of("");

  static SystemPaths of(Path root, Set<Path> files) throws IOException {
    Set<Path> directories = new HashSet<>();
    for (Path file : files) {
      for (Path at = file.getParent(); at != null; at = at.getParent()) {
        directories.add(at);
      }
    }
    return new SystemPaths(root.toRealPath(), Set.copyOf(files), Set.copyOf(directories));
  }

  /** {@return whether a path is a directory, not a link to one} */
  static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** {@return the directory from which a directory of the system is copied} */
  Path source(Path target, Path added) {
    Path existing = root.resolve(target);
    return isDirectory(existing) ? existing : added;
  }

  /** {@return whether the system has something else than a directory at a path} */
  boolean preventsDirectory(Path target) {
    Path existing = root.resolve(target);
    return files.contains(target)
        || Files.exists(existing, LinkOption.NOFOLLOW_LINKS) && !isDirectory(existing);
  }

  /**
   * {@return whether the system has a directory at a path, or a link to one that must not be
   * replaced}
   *
   * @param byLink whether a link is added, which may replace a link
   */
  boolean preventsFile(Path target, boolean byLink) throws IOException {
    Path existing = root.resolve(target);
    if (Files.isSymbolicLink(existing)) {
      Path parent = target.getParent();
      Path behind = behindLinks(parent == null ? TOP : parent, target.getFileName());
      return !byLink && isDirectory(root.resolve(behind));
    }
    return directories.contains(target) || isDirectory(existing);
  }

  /** {@return the path below the root to which a name in a directory leads, through links} */
  Path behindLinks(Path directory, Path name) throws IOException {
    Path at = root.resolve(directory);
    Deque<Path> names = new ArrayDeque<>(List.of(name));
    int links = 0;
    while (!names.isEmpty()) {
      Path next = at.resolve(names.pop()).normalize();
      if (Files.isSymbolicLink(next) && links++ < MOST_LINKS) {
        Path text = Files.readSymbolicLink(next);
        at = text.isAbsolute() ? root : at;
        for (int i = text.getNameCount() - 1; i >= 0; i--) {
          names.push(text.getName(i));
        }
      } else if (next.startsWith(root)) {
        at = next;
      }
    }
    return root.relativize(at);
  }
}
