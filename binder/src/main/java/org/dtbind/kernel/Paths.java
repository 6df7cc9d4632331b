// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Operations on absolute paths that do not access a file system. */
public final class Paths {

  /** The file systems of Linux that are empty or new at each boot. */
  private static final List<String> VOLATILE = List.of("/run/", "/dev/", "/proc/", "/sys/");

  private Paths() {}

  /**
   * {@return the absolute path to which a symbolic link leads, with {@code .} and {@code ..}
   * resolved}
   *
   * @param link the absolute path of the link, whose parent directories are not links
   * @param text the text of the link, from readlink(2)
   */
  public static String follow(String link, String text) {
    // Fast path: nearly all links in sysfs begin with some ".." and contain none after them.
    String directory = text.startsWith("/") ? "" : parent(link);
    int at = 0;
    while (text.startsWith("../", at)) {
      directory = parent(directory);
      at += "../".length();
    }
    String joined = directory + (text.startsWith("/") ? "" : "/") + text.substring(at);
    return isPlain(joined) ? joined : plain(joined);
  }

  private static boolean isPlain(String path) {
    return !path.contains("//") && !path.contains("/.") && !path.endsWith("/");
  }

  private static String plain(String path) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return "/" + String.join("/", names);
  }

  /**
   * {@return whether a path persists across boots, because it is in no volatile file system}
   *
   * @param path the absolute path
   */
  public static boolean lasts(String path) {
    return VOLATILE.stream().noneMatch(path::startsWith);
  }

  /**
   * {@return the last component of a path}
   *
   * @param path the absolute path
   */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * {@return the path without its last component; empty for a name in the root directory}
   *
   * @param path the absolute path
   */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "" : path.substring(0, slash);
  }
}
