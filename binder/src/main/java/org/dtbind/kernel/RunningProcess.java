// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.List;
import java.util.stream.Stream;

/**
 * A process, as far as {@code /proc} shows it to this user (proc(5)).
 *
 * @param sysfs the attributes of the system
 * @param id the process ID
 */
public record RunningProcess(Sysfs sysfs, int id) {

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

  /** {@return the user IDs, group IDs and other fields of the status} */
  public ProcessStatus status() {
    return ProcessStatus.read(sysfs, Integer.toString(id));
  }

  /** {@return the IDs of the threads, of which the first may have ended before the others} */
  public List<String> threads() {
    return Stream.concat(
            Stream.of(Integer.toString(id)), sysfs.names(directory() + "/task").stream())
        .distinct()
        .toList();
  }

  /**
   * {@return the file descriptors of a thread. Threads usually share them, but may have a table of
   * their own}
   *
   * @param thread the number of the thread
   */
  public List<OpenFile> openFiles(String thread) {
    String files = directory() + "/task/" + thread + "/fd/";
    return sysfs.names(files).stream()
        .map(
            fd -> {
              String text = sysfs.target(files + fd).value().orElse("");
              String target = text.startsWith(files) ? text.substring(files.length()) : text;
              return new OpenFile(sysfs, files + fd, target);
            })
        .toList();
  }

  /**
   * {@return the paths of the mapped files, such as {@code /proc/612/map_files/7f00-7f01}}
   *
   * @param threads the IDs of the threads
   */
  public List<String> mappedFiles(List<String> threads) {
    // All threads share their memory, but a thread that has ended has none.
    return threads.stream()
        .map(thread -> "/proc/" + thread + "/map_files/")
        .map(files -> sysfs.names(files).stream().map(files::concat).toList())
        .filter(files -> !files.isEmpty())
        .findFirst()
        .orElse(List.of());
  }
}
