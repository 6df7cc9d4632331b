// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Finds out whether this machine can do something, by a program that tries it. */
final class Probe {

  private Probe() {}

  /**
   * {@return whether a program is there and ends with 0; what it prints is dropped}
   *
   * @param words the program and its arguments
   */
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
