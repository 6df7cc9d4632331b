// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import org.dtbind.source.Limit;

/**
 * The work that one command may still do with one tree or one set of documents. The limits for
 * single schemas and searches are not sufficient, because a document can have many of both. Safe
 * for use by several threads.
 */
public final class Budget {

  private long left = Limit.BINDING_WORK.most();

  /** Creates a budget of which nothing has been used. */
  public Budget() {}

  /** {@return whether the work was too much} */
  public synchronized boolean isSpent() {
    return left < 0;
  }

  synchronized void take(long work) {
    left -= work;
    if (left < 0) {
      throw new TooMuchWork("the schemas require too much work in total");
    }
  }
}
