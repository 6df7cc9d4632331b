// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Counts the Javas that cases start in a kernel, where a start takes up to a second. */
final class JavaStarts {

  private static final Path FILE = Path.of("/tmp/java-starts");

  private JavaStarts() {}

  /** Returns the program that is about to be started once more. */
  static String counted() {
    try {
      Files.writeString(FILE, "start\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
  }

  /** Returns how many there were in this kernel, with the one that asks. */
  static long count() {
    try {
      return Files.exists(FILE) ? 1 + Files.size(FILE) / "start\n".length() : 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
