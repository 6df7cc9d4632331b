// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.Problem;

/**
 * One change to the system. It is carried out phase by phase, and each step is recorded in the
 * journal before it is taken. If a phase stops, {@link #rollBack} restores the former state.
 * Implementations are confined to one thread.
 */
public interface Change extends Reversible {

  /** {@return the files that this change may modify in its phases, each with its current state} */
  default List<FileChange> touches() {
    return List.of();
  }

  /**
   * {@return the number of the IOMMU group whose changes go through the phases together; empty for
   * a change outside a group}
   */
  default Optional<Integer> group() {
    return Optional.empty();
  }

  /**
   * Carries out one phase, and verifies it.
   *
   * @param phase the phase; an implementation ignores phases that do not concern it
   * @param course the shared state of the changes
   * @return the reason to stop; empty if the change continues
   */
  Optional<Problem> apply(Phase phase, Course course);

  /**
   * {@return whether the former state cannot be restored once this change is made: it must be the
   * only one of its {@link ChangeSet}, so that no other change can fail after it}
   */
  default boolean isIrreversible() {
    return false;
  }

  /** {@return the steps that were taken and cannot be rolled back, one per line of text} */
  default List<String> notUndone() {
    return List.of();
  }
}
