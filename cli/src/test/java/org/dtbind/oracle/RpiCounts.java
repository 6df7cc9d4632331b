// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;

/** How often two programs did the same. */
final class RpiCounts {

  private final Comparison comparison;
  private int same;
  private int refused;
  private int strict;
  private int wrong;

  RpiCounts(Comparison comparison) {
    this.comparison = comparison;
  }

  void same() {
    same++;
  }

  void refused() {
    refused++;
  }

  /** dtmerge gives nodes names that no node can have, such as an empty one. */
  void strict() {
    strict++;
  }

  void wrong() {
    wrong++;
  }

  /** Prints what was counted, and begins anew; returns how much was wrong. */
  int end(String what) throws IOException {
    comparison.say(
        "%s: %d the same, %d refused by both, %d refused here alone for a node's name, %d wrong",
        what, same, refused, strict, wrong);
    int counted = same == 0 ? 1 : wrong;
    same = 0;
    refused = 0;
    strict = 0;
    wrong = 0;
    return counted;
  }
}
