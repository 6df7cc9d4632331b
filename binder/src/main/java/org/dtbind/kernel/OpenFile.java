// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.List;
import java.util.Optional;

/**
 * A file descriptor of a process.
 *
 * @param sysfs the attributes of the system
 * @param path the path of the descriptor, such as {@code /proc/612/task/612/fd/3}
 * @param target the text of the link at that path; for a file in the same directory, its name, such
 *     as {@code anon_inode:gpio-line}
 */
public record OpenFile(Sysfs sysfs, String path, String target) {

  /**
   * {@return the value of a field in {@code fdinfo}; empty if there is no such field}
   *
   * @param field the beginning of the line, such as {@code gpio-chip:}
   */
  public Optional<String> fdinfo(String field) {
    return fdinfos(field).stream().findFirst();
  }

  /**
   * {@return the values of all lines in {@code fdinfo} that begin with a text, in their order}
   *
   * @param field the text, such as {@code gpio-chip:}
   */
  public List<String> fdinfos(String field) {
    return sysfs.text(path.replace("/fd/", "/fdinfo/")).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(field.length()).strip())
        .toList();
  }
}
