// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The {@code #if}s that are open. */
final class Conditionals {

  /** One {@code #if} with its branches so far. */
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

  /** Returns whether text counts here. */
  boolean live() {
    return open.isEmpty() || open.getFirst().live;
  }

  void open(boolean holds, Place origin) {
    Open conditional = new Open(origin, live());
    conditional.live = conditional.outerLive && holds;
    conditional.done = holds;
    open.push(conditional);
  }

  /** Returns whether the condition of an {@code #elif} here has to be looked at. */
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

  /** Closes the innermost; empty if none is open. */
  Optional<Place> close() {
    return open.isEmpty() ? Optional.empty() : Optional.of(open.pop().origin);
  }
}
