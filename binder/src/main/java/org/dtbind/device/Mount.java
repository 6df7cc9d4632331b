// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.kernel.Sysfs;

/**
 * A mounted file system.
 *
 * @param number the number of its device, in the format {@code MAJOR:MINOR}
 * @param type its type, such as {@code ext4}
 * @param source its device, in the words of the file system
 */
public record Mount(String number, String point, String type, String source) {

  /**
   * A line such as {@code 21 1 254:1 / /var rw - ext4 /dev/vda1 rw} (fs/proc_namespace.c, {@code
   * show_mountinfo()}).
   */
  private static final Pattern LINE =
      Pattern.compile("\\S+ \\S+ (\\S+) \\S+ (\\S+) (?:\\S+ )*?- (\\S+) (\\S*).*");

  /**
   * {@return the file systems that a process sees}
   *
   * @param sysfs the attributes of the system
   */
  public static Stream<Mount> of(Sysfs sysfs, String process) {
    return sysfs.text("/proc/" + process + "/mountinfo").stream()
        .flatMap(String::lines)
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(line -> new Mount(line.group(1), line.group(2), line.group(3), line.group(4)));
  }
}
