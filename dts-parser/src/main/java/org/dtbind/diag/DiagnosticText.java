// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.util.ArrayList;
import java.util.List;
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
    return "%s: %s (%s): %s"
        .formatted(place(d.origin()), d.severity().label(), d.code().id(), message(d));
  }

  /**
   * {@return the message of a diagnostic, after its subject. Very long names in it are shortened}
   *
   * @param d the diagnostic
   */
  public static String message(Diagnostic d) {
    String subject = d.subject().map(s -> s.text() + ": ").orElse("");
    return Shown.escaped(Shown.shortened(subject + d.message().text()));
  }

  /**
   * {@return a diagnostic in several lines, each with a newline at the end: dtc's line, the source
   * line with a caret if the place is in a source, the notes, and the help}
   *
   * @param d the diagnostic
   */
  public static String snippet(Diagnostic d) {
    StringBuilder out = new StringBuilder(line(d)).append('\n');
    for (Part part : parts(d)) {
      out.append(
          switch (part.kind()) {
            case SOURCE -> part.text();
            case NOTE -> "  " + part.text() + "\n";
            case HELP -> "  help: " + part.text() + "\n";
          });
    }
    return out.toString();
  }

  /**
   * A part of what follows the line of a diagnostic.
   *
   * @param kind what the text is
   * @param text the text; the only one with newlines is {@link Kind#SOURCE}, where each of the two
   *     lines ends with one
   */
  public record Part(Kind kind, String text) {

    /** What the text of a part is. */
    public enum Kind {
      /** A line of a source, with its number, and a caret below it. */
      SOURCE,
      /** Another place, or how the source came to be there. */
      NOTE,
      /** What to do. */
      HELP
    }
  }

  /**
   * {@return what follows the line of a diagnostic, in the order of output}
   *
   * @param d the diagnostic
   */
  public static List<Part> parts(Diagnostic d) {
    List<Part> parts = new ArrayList<>();
    caret(parts, d.origin());
    for (Note note : d.notes()) {
      parts.add(note(Shown.shortened(note.message()) + " " + place(note.origin())));
      caret(parts, note.origin());
    }
    if (d.origin() instanceof Origin.Source source) {
      trail(parts, source);
    }
    d.help().ifPresent(text -> parts.add(new Part(Part.Kind.HELP, Shown.shortened(text))));
    return parts;
  }

  private static Part note(String text) {
    return new Part(Part.Kind.NOTE, text);
  }

  /**
   * {@return a place as text, in which special characters of file names are escaped}
   *
   * @param origin the place
   */
  public static String place(Origin origin) {
    return Shown.escaped(origin.place());
  }

  private static void caret(List<Part> parts, Origin origin) {
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
    StringBuilder out = new StringBuilder();
    out.append("  ").append(number).append(" | ").append(line).append('\n');
    out.append(" ".repeat(number.length() + 2)).append(" | ");
    out.append(" ".repeat(column - cut)).append('^');
    out.append("~".repeat(Math.max(0, Math.min(width, MAX_WIDTH - (column - cut)) - 1)));
    out.append('\n');
    parts.add(new Part(Part.Kind.SOURCE, out.toString()));
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

  private static void trail(List<Part> parts, Origin.Source source) {
    source
        .expandedFrom()
        .ifPresent(
            macro ->
                parts.add(
                    note(
                        "in expansion of macro %s, defined at %s"
                            .formatted(Shown.escaped(macro.name()), place(macro.definition())))));
    List<Origin.Source> includes = source.includedFrom();
    for (Origin.Source from : includes.subList(0, Math.min(MAX_TRAIL, includes.size()))) {
      parts.add(note("included from " + place(from)));
    }
    if (includes.size() > MAX_TRAIL) {
      parts.add(note("included from %d more places".formatted(includes.size() - MAX_TRAIL)));
    }
  }
}
