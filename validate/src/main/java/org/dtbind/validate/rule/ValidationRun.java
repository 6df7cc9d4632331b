// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import org.dtbind.source.Limit;

/** Counts the work for the validation of one node. Not safe for use by several threads. */
public final class ValidationRun implements AutoCloseable {

  /** The work that is taken from the budget at a time. */
  private static final int PORTION = 4096;

  private final Budget budget;
  private int depth;
  private int steps;
  private long work;

  /** Creates a run with its own budget. */
  public ValidationRun() {
    this(new Budget());
  }

  /** Creates a run that takes its work from a budget. */
  public ValidationRun(Budget budget) {
    this.budget = budget;
  }

  /** Counts a schema. The caller must call {@link #leave} afterwards. */
  void enter(int size) {
    if (++depth > Limit.BINDING_NESTED.most()) {
      throw new TooMuchWork("a schema refers to itself endlessly");
    }
    if (++steps > Limit.BINDING_STEPS.most()) {
      throw new TooMuchWork("too many schemas must be tried");
    }
    take(size);
  }

  void leave() {
    depth--;
  }

  /** Counts further work. */
  void take(long more) {
    work += more;
    if (work >= PORTION) {
      pay();
    }
  }

  boolean isSpent() {
    return budget.isSpent();
  }

  private void pay() {
    long done = work;
    work = 0;
    budget.take(done);
  }

  /** Takes the rest of the work from the budget. */
  @Override
  public void close() {
    pay();
  }
}
