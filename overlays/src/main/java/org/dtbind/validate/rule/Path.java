// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Steps into a value or a schema, from the outside: names of members, numbers of items.
 *
 * @param parent the steps before the last; absent for no step at all
 * @param step the last
 */
public record Path(Optional<Path> parent, Object step) {

  /** No step. */
  public static final Path NONE = new Path(Optional.empty(), "");

  /** {@return these and one more} */
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

  /** {@return whether a step has that name} */
  public boolean has(String name) {
    for (Path at = this; at.parent.isPresent(); at = at.parent.get()) {
      if (at.step.equals(name)) {
        return true;
      }
    }
    return false;
  }
}
