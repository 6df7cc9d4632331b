// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;

/**
 * Why nothing was changed.
 *
 * @param exit what kind
 * @param problem for people
 */
public record Refusal(ExitStatus exit, Problem problem) {

  /** {@return that somebody stopped it in time} */
  public static Refusal stopped() {
    return new Refusal(ExitStatus.STOPPED, Problem.of("stopped before anything was done"));
  }

  /** {@return that it is a copy of a system, in which nothing is ever written} */
  public static Refusal ofCopy() {
    return new Refusal(ExitStatus.UNAVAILABLE, Problem.ofCopy());
  }

  /**
   * {@return that the kernel refused something before anything was changed}
   *
   * @param kernel that did
   * @param why what it gave
   */
  static Refusal of(Kernel kernel, Failure why) {
    return new Refusal(ExitStatus.of(why), Problem.of(why.text()).rights(kernel, why));
  }

  /**
   * {@return that a change before was interrupted; empty where none was. For who holds the lock:
   * without it, somebody may be at work}
   *
   * @param kernel of the system
   */
  public static Optional<Refusal> interrupted(Kernel kernel) {
    Attempt<Optional<JournalFile>> journal = JournalFile.find(kernel.files());
    return journal.failure().isPresent()
        ? journal.failure().map(why -> unreadable(kernel, why))
        : journal.value().flatMap(found -> found).map(found -> interrupted(found.path()));
  }

  /**
   * {@return the process that is at work on the journal that is there}
   *
   * @param kernel of the system
   */
  public static Optional<String> worker(Kernel kernel) {
    return JournalFile.find(kernel.files())
        .value()
        .flatMap(found -> found)
        .map(found -> JournalReading.read(found.text()))
        .filter(JournalReading.Result.Read.class::isInstance)
        .map(read -> ((JournalReading.Result.Read) read).journal().process())
        .filter(process -> process.matches("\\d+"))
        .filter(process -> kernel.sysfs().exists("/proc/" + process));
  }

  private static Refusal interrupted(String path) {
    return new Refusal(
        ExitStatus.NOT_RESTORED,
        Problem.of("a change before this one was cut off: " + path)
            .help("dtbind recover undoes it"));
  }

  /** {@return that the journal of an interrupted change cannot be read} */
  static Refusal unreadable(Kernel kernel, Failure why) {
    ExitStatus exit =
        why instanceof Failure.Forbidden ? ExitStatus.NOT_PERMITTED : ExitStatus.NOT_RESTORED;
    return new Refusal(exit, Problem.of(why.text()).rights(kernel, why));
  }
}
