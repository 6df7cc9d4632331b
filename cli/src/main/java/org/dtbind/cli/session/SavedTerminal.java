// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/**
 * The terminal on standard input as it was: a kernel that reads it makes it a raw one, and leaves
 * it so where it is ended.
 *
 * @param settings as {@code stty -g} prints them; empty if it is no terminal
 */
public record SavedTerminal(String settings) {

  /** None to be set back. */
  public static final SavedTerminal NONE = new SavedTerminal("");

  /**
   * {@return how it is now}
   *
   * @throws IOException if {@code stty} cannot be started
   * @throws InterruptedException if this thread was
   */
  public static SavedTerminal saved() throws IOException, InterruptedException {
    Process stty =
        new ProcessBuilder("stty", "-g")
            .redirectInput(Redirect.INHERIT)
            .redirectError(Redirect.DISCARD)
            .start();
    String settings =
        new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    return stty.waitFor() == 0 ? new SavedTerminal(settings) : NONE;
  }

  /** Sets it back. */
  public void restore() throws IOException, InterruptedException {
    if (!settings.isEmpty()) {
      new ProcessBuilder("stty", settings).inheritIO().start().waitFor();
    }
  }
}
