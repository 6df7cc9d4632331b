// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

/** {@link Target#PRINTER} for Jazzer, which makes bytes by watching what code they reach. */
public final class FuzzPrinter {

  private FuzzPrinter() {}

  /** Called by Jazzer before the first input, which shall not pay for loading classes. */
  public static void fuzzerInitialize() {
    Campaign.begin(Target.PRINTER);
  }

  /** Runs one input; Jazzer finds this by its name. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Target.PRINTER.check(new Choices(bytes));
  }
}
