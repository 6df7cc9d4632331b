// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origins;

/**
 * One text without directives, macros and comments.
 *
 * @param text what dtc's lexer would read
 * @param origins where each of its positions, offsets in {@code text}, came from
 * @param inclusions what included files gave to it, by where they begin, outer ones first
 */
public record PreprocessedText(Bytes text, Origins origins, List<Inclusion> inclusions) {

  public PreprocessedText {
    inclusions = List.copyOf(inclusions);
  }

  /**
   * What an included file, and what it includes itself, gave to the text.
   *
   * @param file its path
   * @param start offset in the text of the first byte
   * @param end offset behind the last, which is a newline
   */
  public record Inclusion(String file, int start, int end) {}
}
