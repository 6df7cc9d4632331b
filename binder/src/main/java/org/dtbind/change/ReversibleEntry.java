// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.List;
import org.dtbind.change.journal.JournalEntry;
import org.dtbind.kernel.WritableKernel;

/** A journal entry from which the former state can be restored. */
public interface ReversibleEntry extends JournalEntry {

  /**
   * {@return the change that this entry describes, ready to be rolled back}
   *
   * @param timeout the limit for a write that the kernel may delay
   */
  Reversible change(WritableKernel kernel, Duration timeout);

  /** {@return the changes of files that outlive a boot; none for other changes} */
  default List<FileChange> lasting() {
    return List.of();
  }

  /**
   * {@return whether a rollback of this change undoes a step: a line stays as it was set}
   *
   * @param step a step of this change, as one line of text in the journal
   */
  default boolean undoes(String step) {
    return !SafeLine.isStep(step);
  }
}
