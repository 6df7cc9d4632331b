// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.Recovered;
import org.dtbind.kernel.Watch;

/**
 * A change that can be rolled back, as its journal entry describes it. The rollback depends on the
 * current state, not on the steps taken, so that it can be interrupted and repeated.
 */
public interface Reversible {

  /** {@return the journal entry; each call returns the same object} */
  ReversibleEntry entry();

  /** {@return the position in the order of a rollback} */
  Undo place();

  /**
   * Restores the former state. Writes nothing that is already restored.
   *
   * @param touched whether more than the record may have been changed, according to the journal
   * @param watch waits for the kernel
   * @return the differences from the former state that remain, one per line
   */
  List<String> rollBack(boolean touched, Watch watch);

  /**
   * Sets up device nodes that exist again, after all changes are rolled back.
   *
   * @param touched whether more than the record may have been changed, according to the journal
   * @param watch waits for udev
   * @return the differences from the former state that remain, one per line
   */
  default List<String> settle(boolean touched, Watch watch) {
    return List.of();
  }

  /**
   * {@return whether the whole set is complete, because this change, which is irreversible and
   * therefore alone, is done}
   */
  default boolean isLastAndDone() {
    return false;
  }

  /**
   * Updates the records after all changes are carried out and verified.
   *
   * @return the failures, one per line
   */
  default List<String> finish() {
    return List.of();
  }

  /**
   * {@return the current state of the changed device or aggregator; empty for other changes}
   *
   * @param left the differences from the former state that remain, one per line
   */
  default Optional<Recovered.Subject> recovered(List<String> left) {
    return Optional.empty();
  }
}
