// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

/** {@link Target#BLOB} for Jazzer, which makes bytes by watching what code they reach. */
public final class FuzzBlob {

  private FuzzBlob() {}

  /** Called by Jazzer before the first input, which shall not pay for loading classes. */
  public static void fuzzerInitialize() {
    Campaign.begin(Target.BLOB);
  }

  /** Runs one input; Jazzer finds this by its name. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Target.BLOB.check(new Choices(bytes));
  }
}
