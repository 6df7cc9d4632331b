// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;

/**
 * Files in {@code /run/dtbind} as earlier releases wrote them, in one directory for each release
 * under {@code state}. They must not be changed: tests with these files detect changes to readers
 * that would break an upgrade.
 */
public final class EarlierState {

  private EarlierState() {}

  /**
   * Returns the text of a file as release 0.1 wrote it.
   *
   * @param file the path in {@code /run/dtbind}
   * @throws IOException if the file does not exist
   */
  public static String of01(String file) throws IOException {
    try (InputStream in = EarlierState.class.getResourceAsStream("state/0.1/" + file)) {
      if (in == null) {
        throw new NoSuchFileException(file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
