// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/**
 * The status of a process, {@code /proc/PID/status} (fs/proc/array.c).
 *
 * @param text the content of the file; empty if it cannot be read
 */
public record ProcessStatus(String text) {

  /**
   * {@return the status of the calling process}
   *
   * @param sysfs the attributes of the system
   */
  public static ProcessStatus read(Sysfs sysfs) {
    return new ProcessStatus(sysfs.text("/proc/self/status").orElse(""));
  }

  /**
   * {@return the value of a field; empty if there is no such field}
   *
   * @param name the name of the field, such as {@code Groups}
   */
  public String field(String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + ":"))
        .findFirst()
        .map(line -> line.substring(name.length() + 1).strip())
        .orElse("");
  }

  /**
   * {@return the real user ID, as text; empty if it is not known. The effective user ID, which is
   * the second number of {@code Uid:}, is the same, because Java programs do not run set-user-ID}
   */
  public String user() {
    return field("Uid").split("\\s", -1)[0];
  }
}
