// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/**
 * The status of this process: {@code /proc/self/status} (fs/proc/array.c).
 *
 * @param text of the file; empty if it cannot be read
 */
public record ProcessStatus(String text) {

  /**
   * {@return that of this process}
   *
   * @param sysfs to read
   */
  public static ProcessStatus read(Sysfs sysfs) {
    return new ProcessStatus(sysfs.text("/proc/self/status").orElse(""));
  }

  /**
   * {@return what stands behind a name; empty if that is not there}
   *
   * @param name such as {@code Groups}
   */
  public String field(String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + ":"))
        .findFirst()
        .map(line -> line.substring(name.length() + 1).strip())
        .orElse("");
  }

  /**
   * {@return the number of the user; empty if it is not known. The effective one comes second
   * behind {@code Uid:}, but a set-uid JVM is out of question}
   */
  public String user() {
    return field("Uid").split("\\s", -1)[0];
  }
}
