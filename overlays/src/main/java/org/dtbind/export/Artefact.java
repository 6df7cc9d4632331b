// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.source.PlainText;

/**
 * A file to be written.
 *
 * @param path below the folder of the export, parts separated by {@code /}; never leads out of it
 * @param purpose in a few words of text
 * @param executable whether it is a program
 * @param content the complete content
 */
public record Artefact(String path, String purpose, boolean executable, Bytes content) {

  /** What file systems take (NAME_MAX of Linux, in bytes). */
  private static final int LONGEST_NAME = 255;

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException if it is not one below a folder: parts are names of files,
   *     without control characters, and none is {@code .} or {@code ..}
   */
  public Artefact {
    for (String part : path.split("/", -1)) {
      boolean dots = part.equals(".") || part.equals("..");
      boolean control = !PlainText.is(part);
      int length = part.getBytes(StandardCharsets.UTF_8).length;
      if (part.isEmpty() || dots || control || length > LONGEST_NAME) {
        throw new IllegalArgumentException("not a relative path: " + path);
      }
    }
  }

  /**
   * {@return a text file}
   *
   * @param path as of this record
   * @param purpose as of this record
   * @param text its content
   */
  public static Artefact text(String path, String purpose, TextFile text) {
    return new Artefact(path, purpose, false, Bytes.utf8(text.text()));
  }

  /** {@return the names of the folders it is in, and its own} */
  public List<String> names() {
    return List.of(path.split("/", -1));
  }
}
