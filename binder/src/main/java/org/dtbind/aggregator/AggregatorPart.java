// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.change.ExitStatus;
import org.dtbind.change.FileChange;
import org.dtbind.change.JournalEntry;
import org.dtbind.change.JournalWriter;
import org.dtbind.change.Problem;
import org.dtbind.kernel.Watch;

/** One aggregator's part in a change of a system. Confined to one thread. */
public interface AggregatorPart {

  /**
   * Why a change stops before its end.
   *
   * @param cause what kind
   * @param problem for people
   */
  record Stop(ExitStatus cause, Problem problem) {}

  /** {@return the Linux device that goes with it; empty where none does} */
  Optional<String> goes();

  /**
   * Says what goes in the same change: the kernel may give those numbers to others then.
   *
   * @param devices their names
   */
  void beside(Set<String> devices);

  /** {@return the declaration that goes with it, by which it is made at each boot} */
  Optional<String> forgets();

  /** {@return what the journal says of it} */
  JournalEntry entry();

  /** {@return the files that it may change, each with what is there now} */
  List<FileChange> files();

  /**
   * Does it, and verifies it.
   *
   * @param journal that has the entries
   * @param entry which of them is this one's
   * @param files which of them is that of files
   * @param watch for what the kernel makes
   * @return why it stopped; empty where it is done
   */
  Optional<Stop> run(JournalWriter journal, int entry, int files, Watch watch);

  /**
   * Undoes what was done.
   *
   * @param watch for what the kernel makes
   * @return what is not as before, a line each
   */
  List<String> goBack(Watch watch);

  /** {@return what has been done that is not undone, a line each} */
  default List<String> notUndone() {
    return List.of();
  }

  /**
   * Says more of what came of it.
   *
   * @param text one line
   */
  void note(String text);

  /** {@return what came of it, once it is done} */
  AggregatorOutcome done();
}
