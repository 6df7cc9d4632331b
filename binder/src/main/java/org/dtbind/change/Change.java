// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.Stop;

/**
 * One thing that is going to be changed. It is made phase by phase, each step in the journal before
 * it is done; whatever stops it, {@link #revert} makes it what it was. Confined to one thread.
 */
public interface Change extends Reversible {

  /** {@return the files that it may change by itself, each with what is there now} */
  default List<FileChange> touches() {
    return List.of();
  }

  /** {@return the number of those that go from phase to phase together, side by side in a set} */
  default Optional<Integer> group() {
    return Optional.empty();
  }

  /**
   * Does what it has to in a phase, and reads it back.
   *
   * @param phase which
   * @param course what it works with
   * @return why it stopped; empty where the change goes on
   */
  Optional<Stop> apply(Phase phase, Course course);

  /** {@return what has been done that is not undone, a line each} */
  default List<String> notUndone() {
    return List.of();
  }
}
