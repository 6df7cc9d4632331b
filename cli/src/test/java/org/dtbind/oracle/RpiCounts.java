// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;

/** Counts the results of comparing two programs. */
final class RpiCounts {

  private final ComparisonLog comparison;
  private int same;
  private int refused;
  private int strict;
  private int wrong;

  RpiCounts(ComparisonLog comparison) {
    this.comparison = comparison;
  }

  void same() {
    same++;
  }

  void refused() {
    refused++;
  }

  /** Counts a refusal by dtbind only: dtmerge accepts invalid node names, such as an empty one. */
  void strict() {
    strict++;
  }

  void wrong() {
    wrong++;
  }

  /** Logs and resets the counts, and returns the number of wrong results. */
  int end(String what) throws IOException {
    comparison.say(
        "%s: %d the same, %d refused by both, %d refused only by dtbind for a node name, %d wrong",
        what, same, refused, strict, wrong);
    int counted = same == 0 ? 1 : wrong;
    same = 0;
    refused = 0;
    strict = 0;
    wrong = 0;
    return counted;
  }
}
