// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dtbind.change.journal.JournalEntry;
import org.dtbind.change.journal.JournalWriter;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.WritableKernel;

/**
 * Takes the steps of a change, and records each of them in the journal first.
 *
 * @param writer writes the journal; empty in a rollback
 * @param entries the journal entries for which each step is recorded
 */
public record StepJournal(
    WritableKernel kernel, Optional<JournalWriter> writer, List<? extends JournalEntry> entries) {

  /** Copies the list. */
  public StepJournal {
    entries = List.copyOf(entries);
  }

  /**
   * {@return an object for the steps of a rollback, which it does not record}
   *
   * <p>The journal says what a rollback has to restore, and each rollback starts from the current
   * state of the system. If it is interrupted, the next one therefore needs no record of its steps,
   * and would take recorded ones for steps of the change, which it would have to roll back.
   */
  public static StepJournal ofRollBack(WritableKernel kernel) {
    return new StepJournal(kernel, Optional.empty(), List.of());
  }

  /**
   * Records a step, and takes it.
   *
   * @return done; otherwise the reason why the step was not recorded and not taken, or why it
   *     failed
   */
  public Attempt<Nothing> take(String text, Supplier<Attempt<Nothing>> step) {
    Attempt<Nothing> recorded = Attempt.done();
    for (JournalEntry entry : entries) {
      recorded = recorded.then(done -> writer.orElseThrow().intend(entry, text));
    }
    return recorded.then(
        stored -> {
          kernel.trace().decided(text);
          return step.get();
        });
  }
}
