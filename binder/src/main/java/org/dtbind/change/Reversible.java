// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.journal.JournalEntry;
import org.dtbind.change.result.Recovered;
import org.dtbind.kernel.Watch;

/**
 * A change as described by its journal entry, which can be rolled back. It relies on the current
 * state, not on the steps, so that it may be interrupted and run again.
 */
public interface Reversible {

  /** {@return its journal entry, always the same one} */
  JournalEntry entry();

  /** {@return its place in the order of a rollback} */
  Undo place();

  /**
   * Restores the former state. Writes nothing that is already restored.
   *
   * @param touched whether it may have been changed, rather than only its record
   * @param watch waits for the kernel
   * @return what is not restored, one per line
   */
  List<String> revert(boolean touched, Watch watch);

  /**
   * Sets up nodes that exist again, after everything else is restored.
   *
   * @param touched whether it was begun, according to the journal
   * @param watch waits for udev
   * @return what is not restored, one per line
   */
  default List<String> settle(boolean touched, Watch watch) {
    return List.of();
  }

  /** {@return whether the whole change is complete, because this is its last step and is done} */
  default boolean isLastAndDone() {
    return false;
  }

  /**
   * Updates records after everything is done and verified.
   *
   * @return what failed, one per line
   */
  default List<String> finish() {
    return List.of();
  }

  /**
   * {@return its current state, as text}
   *
   * @param left what is not restored, one per line
   */
  default Optional<Recovered.Subject> subject(List<String> left) {
    return Optional.empty();
  }
}
