// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.print;

import java.util.List;
import java.util.StringJoiner;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;

/**
 * The comments in a printed tree that show the places of its parts in the source, as with dtc's
 * option {@code -T} (srcpos.c).
 *
 * @param level 0 for no comments, 1 for file and line, 2 for complete places
 * @param source file name of the source: at level 1, file names are relative to its directory
 */
public record Annotations(int level, String source) {

  /** No comments. */
  public static final Annotations NONE = new Annotations(0, "");

  /** Returns the comment for the first line of a node or property; empty for none. */
  String first(Origins origins, List<Span> written) {
    return comment(origins, written, true);
  }

  /** Returns the comment for the last line of a node or property; empty for none. */
  String last(Origins origins, List<Span> written) {
    return comment(origins, written, false);
  }

  private String comment(Origins origins, List<Span> written, boolean first) {
    if (level == 0) {
      return "";
    }
    StringJoiner places = new StringJoiner(", ");
    for (Span span : written) {
      if (span.isKnown()) {
        places.add(place(origins, span, first));
      }
    }
    if (places.length() == 0) {
      return level == 1 ? "" : " /* <no-file>:<no-line> */";
    }
    return " /* " + places + " */";
  }

  private String place(Origins origins, Span span, boolean first) {
    // If a node begins in one file and ends in another, dtc prints the second file with the line of
    // the beginning.
    int start = span.start();
    int behind = span.end();
    Origin begin = origins.of(new Span(start, Math.min(start + 1, behind)));
    Origin end = origins.of(new Span(Math.max(start, behind - 1), behind));
    if (!(begin instanceof Origin.Source from && end instanceof Origin.Source to)) {
      return begin.place();
    }
    Origin.Lines lines = to.lines();
    return level == 1
        ? shortened(lines.file()) + ":" + (first ? from.lines().line() : lines.lastLine())
        : "%s:%d:%d-%d:%d"
            .formatted(
                lines.file(),
                from.lines().line(),
                from.lines().column(),
                lines.lastLine(),
                lines.behind());
  }

  /**
   * Removes the directories that the file name and the name of the source have in common, as dtc
   * does.
   */
  private String shortened(String name) {
    int common = -1;
    int slashes = 0;
    for (int i = 0; i < Math.min(name.length(), source.length()); i++) {
      if (name.charAt(i) != source.charAt(i)) {
        break;
      }
      if (name.charAt(i) == '/') {
        common = i;
        slashes++;
      }
    }
    if (common < 0) {
      return name;
    }
    int up = (int) source.chars().filter(c -> c == '/').count() - slashes;
    return "../".repeat(up) + name.substring(common + 1);
  }
}
