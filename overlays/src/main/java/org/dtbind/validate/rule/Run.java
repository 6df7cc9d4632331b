// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

/** What one validation of one node has done so far. Confined to one thread. */
public final class Run {

  /** The deepest of the kernel's schemas, references included, take some forty. */
  private static final int DEEPEST = 400;

  /** The most that a node of the kernel's boards takes is some hundred thousand. */
  private static final int MOST = 50_000_000;

  private int depth;
  private int steps;

  /** Enters a schema; {@link #leave} follows. */
  void enter() {
    if (++depth > DEEPEST) {
      throw new TooMuchWork("a schema refers to itself without end");
    }
    if (++steps > MOST) {
      throw new TooMuchWork("schemas have to be tried too often");
    }
  }

  void leave() {
    depth--;
  }
}
