// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The stack of open {@code #if} directives. */
final class Conditionals {

  /** An {@code #if} whose {@code #endif} is not reached. */
  private static final class Open {
    private final Place origin;
    private final boolean outerLive;
    private boolean live;
    private boolean done;
    private boolean elseSeen;

    Open(Place origin, boolean outerLive) {
      this.origin = origin;
      this.outerLive = outerLive;
    }
  }

  private final Deque<Open> open = new ArrayDeque<>();

  int depth() {
    return open.size();
  }

  /** Whether the current text belongs to the output, not to a branch that is not taken. */
  boolean live() {
    return open.isEmpty() || open.getFirst().live;
  }

  void open(boolean holds, Place origin) {
    Open conditional = new Open(origin, live());
    conditional.live = conditional.outerLive && holds;
    conditional.done = holds;
    open.push(conditional);
  }

  /**
   * Whether the condition of an {@code #elif} must be evaluated here: errors in other conditions
   * are ignored.
   */
  boolean wantsCondition() {
    Open conditional = open.getFirst();
    return conditional.outerLive && !conditional.done && !conditional.elseSeen;
  }

  void next(boolean holds, boolean last) {
    Open conditional = open.getFirst();
    conditional.live = conditional.outerLive && !conditional.done && holds;
    conditional.done |= holds;
    conditional.elseSeen |= last;
  }

  boolean elseSeen() {
    return open.getFirst().elseSeen;
  }

  /** Closes the innermost {@code #if} and returns its place; empty if none is open. */
  Optional<Place> close() {
    return open.isEmpty() ? Optional.empty() : Optional.of(open.pop().origin);
  }
}
