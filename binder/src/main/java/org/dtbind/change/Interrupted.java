// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;

/**
 * A change that was cut off, or may have been: nothing may be changed before it has come to an end.
 *
 * @param exit what a program that ends with it tells its caller
 * @param problem for people
 */
public record Interrupted(ExitStatus exit, Problem problem) {

  /**
   * {@return what was cut off; empty where nothing was. For who holds the lock: without it,
   * somebody may be at work}
   *
   * @param kernel of the system
   */
  public static Optional<Interrupted> of(Kernel kernel) {
    Attempt<Optional<JournalFile>> journal = JournalFile.find(kernel.files());
    if (journal.failure().isPresent()) {
      return Optional.of(unreadable(kernel, journal.failure().get()));
    }
    return journal
        .value()
        .flatMap(found -> found)
        .map(
            found ->
                new Interrupted(
                    ExitStatus.NOT_RESTORED,
                    Problem.of("a change before this one was cut off: " + found.path())
                        .help("dtbind recover undoes it")));
  }

  /**
   * {@return one of which nothing else is known}
   *
   * @param kernel of the system
   * @param why its journal cannot be read
   */
  public static Interrupted unreadable(Kernel kernel, Failure why) {
    ExitStatus exit =
        why instanceof Failure.Forbidden ? ExitStatus.NOT_PERMITTED : ExitStatus.NOT_RESTORED;
    return new Interrupted(exit, Problem.of(why.text()).rights(kernel, why));
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
}
