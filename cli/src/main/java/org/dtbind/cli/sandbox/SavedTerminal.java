// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/**
 * The settings of the terminal on standard input. A simulated kernel that reads from the terminal
 * switches it to raw mode, and does not restore it if the kernel is killed.
 *
 * @param settings the output of {@code stty -g}; empty if standard input is not a terminal
 */
record SavedTerminal(String settings) {

  /** No settings: {@link #restore} does nothing. */
  static final SavedTerminal NONE = new SavedTerminal("");

  /**
   * Reads the current settings.
   *
   * @return the settings
   * @throws IOException if {@code stty} cannot be started
   * @throws InterruptedException if this thread is interrupted
   */
  static SavedTerminal saved() throws IOException, InterruptedException {
    Process stty =
        new ProcessBuilder("stty", "-g")
            .redirectInput(Redirect.INHERIT)
            .redirectError(Redirect.DISCARD)
            .start();
    String settings =
        new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    return stty.waitFor() == 0 ? new SavedTerminal(settings) : NONE;
  }

  void restore() throws IOException, InterruptedException {
    if (!settings.isEmpty()) {
      new ProcessBuilder("stty", settings).inheritIO().start().waitFor();
    }
  }
}
