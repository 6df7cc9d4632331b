// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * Finds out what this machine can do by running a program. The program is searched in {@code PATH},
 * because the sandbox has no more privileges than its user. The programs with which binder changes
 * a system are different ({@code SystemProgram}): root runs them, so {@code PATH} is not searched.
 */
final class HostProgram {

  private HostProgram() {}

  /** {@return whether a program exists and exits with status 0; its output is discarded} */
  static boolean succeeds(String... words) throws InterruptedException {
    try {
      return new ProcessBuilder(words)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
