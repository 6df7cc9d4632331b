// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnostic.Note;
import org.dtbind.source.Origin;
import org.dtbind.source.Shown;
import org.dtbind.source.SourceFile;

/** The text formats of diagnostics. */
public final class DiagnosticText {

  /** Limit for the width of a shown source line; a longer line is cut around the caret. */
  private static final int MAX_WIDTH = 160;

  /**
   * The number of bytes before and after the caret that are examined: more than are shown, but
   * limited, because a line may have any length.
   */
  private static final int REACH = 8 * MAX_WIDTH;

  private static final int TAB = 8;

  /** Limit for the shown directives that included a file. */
  private static final int MAX_TRAIL = 8;

  private DiagnosticText() {}

  /**
   * {@return a diagnostic as one line in dtc's format: {@code FILE:L.C-C: Severity (code):
   * /path:prop: message}. Very long names in it are shortened}
   *
   * @param d the diagnostic
   */
  public static String line(Diagnostic d) {
    String subject = d.subject().map(s -> s.text() + ": ").orElse("");
    return Shown.escaped(
        "%s: %s (%s): %s"
            .formatted(
                d.origin().place(),
                d.severity().label(),
                d.code().id(),
                Shown.shortened(subject + d.message().text())));
  }

  /**
   * {@return a diagnostic in several lines, each with a newline at the end: dtc's line, the source
   * line with a caret if the place is in a source, the notes, and the help}
   *
   * @param d the diagnostic
   */
  public static String snippet(Diagnostic d) {
    StringBuilder out = new StringBuilder(line(d)).append('\n');
    caret(out, d.origin());
    for (Note note : d.notes()) {
      out.append("  ").append(Shown.shortened(note.message())).append(' ');
      out.append(place(note.origin()));
      out.append('\n');
      caret(out, note.origin());
    }
    if (d.origin() instanceof Origin.Source source) {
      trail(out, source);
    }
    Optional<String> help = d.help();
    help.ifPresent(text -> out.append("  help: ").append(Shown.shortened(text)).append('\n'));
    return out.toString();
  }

  /**
   * {@return a place as text, in which special characters of file names are escaped}
   *
   * @param origin the place
   */
  public static String place(Origin origin) {
    return Shown.escaped(origin.place());
  }

  private static void caret(StringBuilder out, Origin origin) {
    if (!(origin instanceof Origin.Source source)) {
      return;
    }
    SourceFile file = source.file();
    int start = source.start();
    int from = Math.max(file.lineStart(start), Math.min(start, character(file, start - REACH)));
    int to = Math.max(start, Math.min(file.lineEnd(start), character(file, start + REACH)));
    String text = file.content().slice(from, to).utf8();
    String before = file.content().slice(from, start).utf8();
    int end = Math.min(Math.max(source.end(), start + 1), to);
    String under = file.content().slice(start, Math.max(end, start)).utf8();
    StringBuilder shown = new StringBuilder();
    expand(shown, text);
    StringBuilder indent = new StringBuilder();
    expand(indent, before);
    StringBuilder marked = new StringBuilder(indent);
    expand(marked, under);
    int column = indent.length();
    int width = Math.max(1, marked.length() - column);
    int cut = Math.max(0, Math.min(column - MAX_WIDTH / 2, shown.length() - MAX_WIDTH));
    String line = Shown.masked(shown.substring(cut, Math.min(shown.length(), cut + MAX_WIDTH)));
    String number = Integer.toString(source.line());
    out.append("  ").append(number).append(" | ").append(line).append('\n');
    out.append(" ".repeat(number.length() + 2)).append(" | ");
    out.append(" ".repeat(column - cut)).append('^');
    out.append("~".repeat(Math.max(0, Math.min(width, MAX_WIDTH - (column - cut)) - 1)));
    out.append('\n');
  }

  /** Returns the first offset at or after the given one that is not within a UTF-8 character. */
  private static int character(SourceFile file, int offset) {
    int length = file.content().length();
    int at = Math.max(0, Math.min(offset, length));
    while (at < length && (file.content().get(at) & 0xc0) == 0x80) {
      at++;
    }
    return at;
  }

  /**
   * Appends text with spaces for tabs, and with dots for characters that are not displayed, because
   * sources are untrusted.
   */
  private static void expand(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\t') {
        out.append(" ".repeat(TAB - out.length() % TAB));
      } else {
        out.append(
            Shown.isShown(Character.isSurrogate(c) ? text.codePointAt(at(text, i)) : c) ? c : '.');
      }
    }
  }

  /** Returns the index of the first half of the surrogate pair at an index. */
  private static int at(String text, int index) {
    boolean second =
        Character.isLowSurrogate(text.charAt(index))
            && index > 0
            && Character.isHighSurrogate(text.charAt(index - 1));
    return second ? index - 1 : index;
  }

  private static void trail(StringBuilder out, Origin.Source source) {
    source
        .expandedFrom()
        .ifPresent(
            macro ->
                out.append("  in expansion of macro ")
                    .append(Shown.escaped(macro.name()))
                    .append(", defined at ")
                    .append(place(macro.definition()))
                    .append('\n'));
    List<Origin.Source> includes = source.includedFrom();
    for (Origin.Source from : includes.subList(0, Math.min(MAX_TRAIL, includes.size()))) {
      out.append("  included from ").append(place(from)).append('\n');
    }
    if (includes.size() > MAX_TRAIL) {
      out.append("  included from ").append(includes.size() - MAX_TRAIL).append(" more places\n");
    }
  }
}
