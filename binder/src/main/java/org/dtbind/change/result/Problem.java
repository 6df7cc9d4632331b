// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.MissingRight;
import org.dtbind.kernel.SystemLock;
import org.dtbind.source.Shown;

/**
 * Why something was not done, for people.
 *
 * @param message what happened and to what, one line
 * @param details what the kernel and the tree say about it, a line each
 * @param help what to do, one line
 */
public record Problem(String message, List<String> details, Optional<String> help) {

  /** Keeps each in its line: names of nodes, files and processes are part of them. */
  public Problem {
    message = Shown.escaped(message);
    details = details.stream().map(Shown::escaped).toList();
    help = help.map(Shown::escaped);
  }

  /**
   * {@return a problem that says it all in a line}
   *
   * @param message that line
   */
  public static Problem of(String message) {
    return new Problem(message, List.of(), Optional.empty());
  }

  /** {@return that it is a copy of a system, in which nothing is ever written} */
  public static Problem ofCopy() {
    return of("a copy of a system cannot be changed")
        .help("add --dry-run to see what would be written");
  }

  /**
   * {@return why the lock of those who change a system was not to be had}
   *
   * @param kernel of the system
   * @param why what taking it gave
   */
  public static Problem ofLock(Kernel kernel, Failure why) {
    if (!(why instanceof Failure.Busy)) {
      return of(why.text()).rights(kernel, why);
    }
    String holder = kernel.lock().holder(SystemLock.PATH);
    return of("another dtbind%s holds %s"
            .formatted(holder.isEmpty() ? "" : " (" + holder + ")", SystemLock.PATH))
        .help("try again, or wait longer with --timeout");
  }

  /**
   * {@return the same with the right that is missing, where that is why}
   *
   * @param kernel of the system
   * @param why what failed
   */
  public Problem rights(Kernel kernel, Failure why) {
    return why instanceof Failure.Forbidden ? help(MissingRight.of(kernel, why)) : this;
  }

  /**
   * {@return the same with what to do}
   *
   * @param text one line
   */
  public Problem help(String text) {
    return new Problem(message, details, Optional.of(text));
  }

  /**
   * {@return the same with what to do, or with nothing}
   *
   * @param text one line; empty for nothing
   */
  public Problem help(Optional<String> text) {
    return new Problem(message, details, text);
  }

  /**
   * {@return the same with what is known about it}
   *
   * @param lines in order
   */
  public Problem details(List<String> lines) {
    return new Problem(message, lines, help);
  }

  /**
   * {@return the same with one line more of what is known about it}
   *
   * @param line the last
   */
  public Problem detail(String line) {
    return details(Stream.concat(details.stream(), Stream.of(line)).toList());
  }
}
