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
 * Why something was not done, as text for users.
 *
 * @param message what happened and to what, one line
 * @param details facts from the kernel and the devicetree, one line each
 * @param help what to do, one line; empty if nothing is known to help
 */
public record Problem(String message, List<String> details, Optional<String> help) {

  /**
   * Escapes line breaks and control characters: names of nodes, files and processes may contain
   * them.
   */
  public Problem {
    message = Shown.escaped(message);
    details = details.stream().map(Shown::escaped).toList();
    help = help.map(Shown::escaped);
  }

  /**
   * {@return a problem with a message but no details or help}
   *
   * @param message one line
   */
  public static Problem of(String message) {
    return new Problem(message, List.of(), Optional.empty());
  }

  /** {@return the problem that a copy of a system cannot be changed} */
  public static Problem ofCopy() {
    return of("a copy of a system cannot be changed")
        .help("add --dry-run to see what would be written");
  }

  /**
   * {@return the problem that the lock could not be taken}
   *
   * @param kernel the system's kernel
   * @param why the failure to take the lock
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
   * {@return this problem with help about the missing permission if the failure is {@link
   * Failure.Forbidden}; otherwise this problem}
   *
   * @param kernel the system's kernel
   * @param why the failure
   */
  public Problem rights(Kernel kernel, Failure why) {
    return why instanceof Failure.Forbidden ? help(MissingRight.of(kernel, why)) : this;
  }

  /**
   * {@return this problem with the given help}
   *
   * @param text one line
   */
  public Problem help(String text) {
    return new Problem(message, details, Optional.of(text));
  }

  /**
   * {@return this problem with the given help, or without help}
   *
   * @param text one line; empty to remove the help
   */
  public Problem help(Optional<String> text) {
    return new Problem(message, details, text);
  }

  /**
   * {@return this problem with the given details in place of its present ones}
   *
   * @param lines one line each, in order
   */
  public Problem details(List<String> lines) {
    return new Problem(message, lines, help);
  }

  /**
   * {@return this problem with one more detail}
   *
   * @param line the detail, which is added at the end
   */
  public Problem detail(String line) {
    return details(Stream.concat(details.stream(), Stream.of(line)).toList());
  }
}
