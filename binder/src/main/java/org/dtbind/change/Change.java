// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.Stop;

/**
 * One change. It is made phase by phase, and each step is in the journal before it is done; if
 * anything stops it, {@link #revert} restores the former state. Confined to one thread.
 */
public interface Change extends Reversible {

  /** {@return the files that it may change itself, each with its current state} */
  default List<FileChange> touches() {
    return List.of();
  }

  /** {@return the number of the group that goes through the phases together} */
  default Optional<Integer> group() {
    return Optional.empty();
  }

  /**
   * Performs one phase, and verifies it.
   *
   * @param phase which
   * @param course the shared state of the changes
   * @return why it stopped; empty if the change continues
   */
  Optional<Stop> apply(Phase phase, Course course);

  /** {@return what was done and cannot be rolled back, one per line} */
  default List<String> notUndone() {
    return List.of();
  }
}
