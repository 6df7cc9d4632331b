// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import org.dtbind.source.Limit;

/** Counts the work for the validation of one node. Not safe for use by several threads. */
public final class Run {

  private int depth;
  private int steps;

  /** Counts a schema. The caller must call {@link #leave} afterwards. */
  void enter() {
    if (++depth > Limit.BINDING_NESTED.most()) {
      throw new TooMuchWork("a schema refers to itself endlessly");
    }
    if (++steps > Limit.BINDING_STEPS.most()) {
      throw new TooMuchWork("too many schemas must be tried");
    }
  }

  void leave() {
    depth--;
  }
}
