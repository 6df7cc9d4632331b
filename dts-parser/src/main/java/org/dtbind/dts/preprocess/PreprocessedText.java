// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origins;

/**
 * The text of a source without directives, macros and comments.
 *
 * @param text the input of dtc's lexer
 * @param origins maps offsets in {@code text} to places in the files
 * @param inclusions the parts of {@code text} from included files, ordered by start, outer before
 *     inner
 */
public record PreprocessedText(Bytes text, Origins origins, List<Inclusion> inclusions) {

  public PreprocessedText {
    inclusions = List.copyOf(inclusions);
  }

  /**
   * The part of the text that comes from an included file and the files that it includes.
   *
   * @param file the path of the file
   * @param start offset of the first byte in the text
   * @param end offset after the last byte, which is a newline
   */
  public record Inclusion(String file, int start, int end) {}
}
