// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Operations on absolute paths of the target that do not access a file system. */
public final class Paths {

  /** Where Linux systems have file systems that are empty at each boot. */
  private static final List<String> VOLATILE = List.of("/run/", "/dev/", "/proc/", "/sys/");

  private Paths() {}

  /**
   * {@return the absolute path that a link's text leads to, {@code .} and {@code ..} worked out}
   *
   * @param link absolute path of the link, with no link before its last name
   * @param text what readlink(2) gave
   */
  public static String follow(String link, String text) {
    // Nearly all links of sysfs begin with a few ".." and have none behind them.
    String folder = text.startsWith("/") ? "" : parent(link);
    int at = 0;
    while (text.startsWith("../", at)) {
      folder = parent(folder);
      at += "../".length();
    }
    String joined = folder + (text.startsWith("/") ? "" : "/") + text.substring(at);
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
   * {@return whether a path outlives this boot: it is not in memory only}
   *
   * @param path absolute, as on the target
   */
  public static boolean lasts(String path) {
    return VOLATILE.stream().noneMatch(path::startsWith);
  }

  /**
   * {@return the last name}
   *
   * @param path absolute
   */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * {@return all but the last name; empty for a name in the root}
   *
   * @param path absolute
   */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "" : path.substring(0, slash);
  }
}
