// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export;

import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.PlainText;

/**
 * A file that an export produces.
 *
 * @param path path below the directory of the export, with parts separated by {@code /}; never
 *     leads out of that directory
 * @param purpose what the file is for, as a short text
 * @param executable whether the file is a program
 * @param content complete content of the file
 */
public record Artefact(String path, String purpose, boolean executable, Bytes content) {

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException if the path is not relative, or a part is not the name of a
   *     file: empty, {@code .}, {@code ..}, longer than 255 bytes, or with a control character
   */
  public Artefact {
    for (String part : path.split("/", -1)) {
      if (!FileName.isSingle(part) || !PlainText.is(part)) {
        throw new IllegalArgumentException("not a relative path: " + path);
      }
    }
  }

  /**
   * {@return a text file that is not executable}
   *
   * @param path path below the directory of the export
   * @param purpose what the file is for, as a short text
   * @param text content of the file, which is written as UTF-8
   */
  public static Artefact text(String path, String purpose, TextFile text) {
    return new Artefact(path, purpose, false, Bytes.utf8(text.text()));
  }

  /**
   * {@return the parts of the path: the names of its directories, followed by the name of the file}
   */
  public List<String> names() {
    return List.of(path.split("/", -1));
  }
}
