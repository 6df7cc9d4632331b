// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

/** {@link Target#SOURCE} for Jazzer, a coverage-guided fuzzer. */
public final class FuzzSource {

  private FuzzSource() {}

  /** Jazzer calls this first; loads classes outside of the time limit of an input. */
  public static void fuzzerInitialize() {
    Campaign.warmUp(Target.SOURCE);
  }

  /** Runs one input. Jazzer requires this method name. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Target.SOURCE.check(new Decisions(bytes));
  }
}
