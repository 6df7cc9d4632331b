// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.dtbind.sandbox.Sandbox;

/** Counts the kernels that tests boot; {@code ./verify} prints the number. */
final class Boots {

  /**
   * The time limit of one boot, for tests in which only a hang takes long: ten times what the
   * slowest of them takes on a slow machine.
   */
  static final Duration LONGEST = Duration.ofMinutes(50);

  private static final Path FILE = Path.of("target/boots");

  private Boots() {}

  /** Counts one boot, and returns the sandbox. */
  static Sandbox counted(Sandbox sandbox) {
    try {
      Files.writeString(FILE, "boot\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sandbox;
  }
}
