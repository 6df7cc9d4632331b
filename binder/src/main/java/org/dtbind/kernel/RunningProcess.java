// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A process, as far as {@code /proc} shows it to this user (proc(5)).
 *
 * @param sysfs the attributes of the system
 * @param id the process ID
 */
public record RunningProcess(Sysfs sysfs, int id) {

  /** Few programs have more descriptors. */
  private static final int MOST_OF_PROCESS = 1000;

  /** So many take about a second. */
  private static final int MOST_FILES = 20_000;

  /**
   * {@return all processes}
   *
   * @param sysfs the attributes of the system
   */
  public static List<RunningProcess> all(Sysfs sysfs) {
    return sysfs.names("/proc").stream()
        .filter(name -> name.matches("[0-9]{1,9}"))
        .map(name -> new RunningProcess(sysfs, Integer.parseInt(name)))
        .toList();
  }

  /** {@return the name, at most 15 bytes; empty text if the process has ended} */
  public String name() {
    return sysfs.text(directory() + "/comm").orElse("");
  }

  /** {@return the directory, such as {@code /proc/612}} */
  public String directory() {
    return "/proc/" + id;
  }

  /**
   * Visits the file descriptors of all processes. Visits at most some of each process and of all
   * together, so that no process can make dtbind wait, and leaves out tables of single threads.
   *
   * @param sysfs the attributes of the system
   * @param visitor is given a process and a descriptor of it
   * @return the processes that may have more descriptors
   */
  public static List<RunningProcess> eachFile(
      Sysfs sysfs, BiConsumer<RunningProcess, OpenFile> visitor) {
    List<RunningProcess> more = new ArrayList<>();
    int left = MOST_FILES;
    for (RunningProcess process : all(sysfs)) {
      int most = Math.min(left, MOST_OF_PROCESS);
      List<OpenFile> files = process.openFiles(most);
      left -= files.size();
      files.forEach(file -> visitor.accept(process, file));
      if (files.size() == most) {
        more.add(process);
      }
    }
    return more;
  }

  private List<OpenFile> openFiles(int most) {
    String files = directory() + "/fd/";
    return sysfs.names(files).stream()
        .limit(most)
        .map(
            fd -> {
              String text = sysfs.target(files + fd).value().orElse("");
              String target = text.startsWith(files) ? text.substring(files.length()) : text;
              return new OpenFile(sysfs, files + fd, target);
            })
        .toList();
  }
}
