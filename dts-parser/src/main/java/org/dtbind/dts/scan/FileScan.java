// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.dts.scan.Part.Directive;
import org.dtbind.dts.scan.Part.DirectiveKind;
import org.dtbind.dts.scan.Part.DtsInclude;
import org.dtbind.dts.scan.Part.Run;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;

/**
 * The parts of a file, which is scanned once for all sources of the process that include it.
 * Immutable.
 *
 * @param joined the bytes of the file with continued lines joined
 * @param parts in the order of the file; comments belong to no part, or are between the definitions
 *     of {@link Part.Macros}
 * @param guard the symbol of an include guard, an {@code #ifndef} around the whole file; -1 if
 *     there is none
 * @param markers the line markers in text that is already preprocessed
 */
public record FileScan(
    SourceFile file, JoinedText joined, List<Part> parts, int guard, LineMarkers markers) {

  public FileScan {
    parts = List.copyOf(parts);
  }

  public static FileScan of(SourceFile file, JoinedText joined, List<Part> parts) {
    return new FileScan(
        file, joined, parts, guardOf(joined.text(), parts), LineMarkers.among(parts));
  }

  /**
   * Returns the bytes to which the offsets of the parts refer. Callers must not write to the array.
   */
  public byte[] text() {
    return joined.text();
  }

  /**
   * Returns the names of the files that directives and {@code /include/} read, also where a
   * condition is false; empty for one that macros name.
   */
  public List<Optional<String>> includes() {
    List<Optional<String>> names = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof DtsInclude include) {
        names.add(Optional.of(include.name()));
      } else if (part instanceof Directive directive && directive.kind().includes()) {
        names.add(
            directive
                .target()
                .map(name -> name.isEmpty() ? name : name.substring(1, name.length() - 1))
                .map(name -> FileName.text(Bytes.latin1(name))));
      }
    }
    return names;
  }

  private static int guardOf(byte[] text, List<Part> parts) {
    int depth = 0;
    int symbol = -1;
    boolean closed = false;
    for (Part part : parts) {
      if (part instanceof Directive directive) {
        if (closed) {
          return -1;
        }
        if (depth == 0) {
          if (directive.kind() != DirectiveKind.IFNDEF || directive.tokens().size() != 1) {
            return -1;
          }
          symbol = directive.tokens().get(0).symbol();
        } else if (depth == 1 && directive.kind().isBranch()) {
          return -1;
        }
        depth +=
            directive.kind().opensConditional()
                ? 1
                : directive.kind() == DirectiveKind.ENDIF ? -1 : 0;
        closed = depth == 0;
      } else if (depth == 0 && !(part instanceof Run run && run.isBlank(text))) {
        return -1;
      }
    }
    return closed ? symbol : -1;
  }
}
