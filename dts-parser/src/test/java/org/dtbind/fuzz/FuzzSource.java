// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

/** {@link Target#SOURCE} for Jazzer, which makes bytes by watching what code they reach. */
public final class FuzzSource {

  private FuzzSource() {}

  /** Called by Jazzer before the first input, which shall not pay for loading classes. */
  public static void fuzzerInitialize() {
    Campaign.begin(Target.SOURCE);
  }

  /** Runs one input; Jazzer finds this by its name. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Target.SOURCE.check(new Choices(bytes));
  }
}
