// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A path into a value or schema. The steps are names of members and indices of items, from the
 * outermost to the innermost.
 *
 * @param parent the path without the last step; absent for the empty path
 */
public record Path(Optional<Path> parent, Object step) {

  /** The empty path. */
  public static final Path NONE = new Path(Optional.empty(), "");

  /** {@return this path with a further step} */
  public Path then(Object next) {
    return new Path(Optional.of(this), next);
  }

  /** {@return all steps; each is a {@code String} or an {@code Integer}} */
  public List<Object> steps() {
    Deque<Object> steps = new ArrayDeque<>();
    for (Path at = this; at.parent.isPresent(); at = at.parent.get()) {
      steps.addFirst(at.step);
    }
    return List.copyOf(steps);
  }

  /** {@return whether the path contains a step} */
  public boolean has(String name) {
    for (Path at = this; at.parent.isPresent(); at = at.parent.get()) {
      if (at.step.equals(name)) {
        return true;
      }
    }
    return false;
  }
}
