// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnostic.Note;
import org.dtbind.source.Origin;

/** The forms in which diagnostics are shown to people. */
public final class DiagnosticText {

  /** Longest source line that is shown whole; a longer one is cut around the caret. */
  private static final int MAX_WIDTH = 160;

  private static final int TAB = 8;

  /** Most includes of a trail that are shown. */
  private static final int MAX_TRAIL = 8;

  private DiagnosticText() {}

  /**
   * {@return the one line that dtc would print: {@code FILE:L.C-C: Severity (code): /path:prop:
   * message}}
   *
   * @param d the problem
   */
  public static String line(Diagnostic d) {
    String subject = d.subject().map(s -> s + ": ").orElse("");
    return "%s: %s (%s): %s%s"
        .formatted(d.origin().place(), d.severity().label(), d.code().id(), subject, d.message());
  }

  /**
   * {@return dtc's line; where the place is in a source, that line with a caret; the notes; the
   * help. Every line ends in a newline}
   *
   * @param d the problem
   */
  public static String snippet(Diagnostic d) {
    StringBuilder out = new StringBuilder(line(d)).append('\n');
    caret(out, d.origin());
    for (Note note : d.notes()) {
      out.append("  ").append(note.message()).append(' ').append(note.origin().place());
      out.append('\n');
      caret(out, note.origin());
    }
    if (d.origin() instanceof Origin.Source source) {
      trail(out, source);
    }
    Optional<String> help = d.help();
    help.ifPresent(text -> out.append("  help: ").append(text).append('\n'));
    return out.toString();
  }

  private static void caret(StringBuilder out, Origin origin) {
    if (!(origin instanceof Origin.Source source)) {
      return;
    }
    int from = source.file().lineStart(source.start());
    String text = source.file().lineText(source.start());
    String before = source.file().content().slice(from, source.start()).utf8();
    int end = Math.min(Math.max(source.end(), source.start() + 1), from + lineBytes(source));
    String under =
        source.file().content().slice(source.start(), Math.max(end, source.start())).utf8();
    StringBuilder shown = new StringBuilder();
    expand(shown, text);
    StringBuilder indent = new StringBuilder();
    expand(indent, before);
    StringBuilder marked = new StringBuilder(indent);
    expand(marked, under);
    int column = indent.length();
    int width = Math.max(1, marked.length() - column);
    int cut = Math.max(0, Math.min(column - MAX_WIDTH / 2, shown.length() - MAX_WIDTH));
    String line = shown.substring(cut, Math.min(shown.length(), cut + MAX_WIDTH));
    String number = Integer.toString(source.line());
    out.append("  ").append(number).append(" | ").append(line).append('\n');
    out.append(" ".repeat(number.length() + 2)).append(" | ");
    out.append(" ".repeat(column - cut)).append('^');
    out.append("~".repeat(Math.max(0, Math.min(width, MAX_WIDTH - (column - cut)) - 1)));
    out.append('\n');
  }

  private static int lineBytes(Origin.Source source) {
    int from = source.file().lineStart(source.start());
    int to = source.file().content().indexOf('\n', from);
    return (to < 0 ? source.file().content().length() : to) - from;
  }

  /** Appends with tabs as spaces and control characters as dots: a source is not to be trusted. */
  private static void expand(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\t') {
        out.append(" ".repeat(TAB - out.length() % TAB));
      } else {
        out.append(c < ' ' || c == 0x7f ? '.' : c);
      }
    }
  }

  private static void trail(StringBuilder out, Origin.Source source) {
    source
        .expandedFrom()
        .ifPresent(
            macro ->
                out.append("  in expansion of macro ")
                    .append(macro.name())
                    .append(", defined at ")
                    .append(macro.definition().place())
                    .append('\n'));
    List<Origin.Source> includes = source.includedFrom();
    for (Origin.Source from : includes.subList(0, Math.min(MAX_TRAIL, includes.size()))) {
      out.append("  included from ").append(from.place()).append('\n');
    }
    if (includes.size() > MAX_TRAIL) {
      out.append("  included from ").append(includes.size() - MAX_TRAIL).append(" more\n");
    }
  }
}
