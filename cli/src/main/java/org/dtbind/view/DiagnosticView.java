// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Origin;

/** The view of diagnostics for scripts: a JSON document. */
public final class DiagnosticView {

  /** A place in input. Lines and columns count from 1; the end column is exclusive. */
  public static final View<Origin> ORIGIN =
      View.<Origin>part()
          .text(
              "place",
              "place as messages show it, such as `FILE:LINE.COLUMN-COLUMN`",
              Origin::place)
          .textOrNull(
              "file",
              "file name, as given",
              origin -> lines(origin, Origin.Lines::file).or(() -> blob(origin, Origin.Blob::name)))
          .numberOrNull("line", "first line, from 1", origin -> lines(origin, Origin.Lines::line))
          .numberOrNull(
              "column",
              "first column, from 1, in characters",
              origin -> lines(origin, Origin.Lines::column))
          .numberOrNull("endLine", "last line", origin -> lines(origin, Origin.Lines::lastLine))
          .numberOrNull(
              "endColumn",
              "column after the last character",
              origin -> lines(origin, Origin.Lines::behind))
          .numberOrNull(
              "offset", "offset in a blob, in bytes", origin -> blob(origin, Origin.Blob::offset))
          .objectOrNull(
              "macro",
              "macro whose expansion contains the place",
              View.<Origin.MacroUse>part()
                  .text("name", "name of the macro", Origin.MacroUse::name)
                  .text(
                      "definition",
                      "place of the macro's definition",
                      macro -> macro.definition().place()),
              origin -> source(origin).flatMap(Origin.Source::expandedFrom))
          .texts(
              "includedFrom",
              "places where the file was included, innermost first",
              origin ->
                  source(origin).map(Origin.Source::includedFrom).orElse(List.of()).stream()
                      .map(Origin.Source::place)
                      .toList());

  /** All diagnostics of a run, in the order of the input. */
  public static final View<List<Diagnostic>> VIEW =
      View.<List<Diagnostic>>document(
              "diagnostics",
              "`--diagnostics json`, with any command: problems in input, written to standard"
                  + " error or to the file given with `--diagnostics-file`")
          .list(
              "diagnostics",
              "problems, in the same order as in text output",
              View.<Diagnostic>part()
                  .text(
                      "code",
                      "code, from [Diagnostics](diagnostics.md) or [Diagnostics for overlays and"
                          + " declarations](overlay-diagnostics.md); codes never change",
                      problem -> problem.code().id())
                  .word("severity", "`error`, `warning` or `note`", Diagnostic::severity)
                  .object("origin", "place of the problem", ORIGIN, Diagnostic::origin)
                  .textOrNull(
                      "subject", "node and property, as dtc names them", Diagnostic::subject)
                  .text("message", "what is wrong", Diagnostic::message)
                  .list(
                      "notes",
                      "further places",
                      View.<Diagnostic.Note>part()
                          .text("message", "what was found there", Diagnostic.Note::message)
                          .object("origin", "as above", ORIGIN, Diagnostic.Note::origin),
                      Diagnostic::notes)
                  .textOrNull("help", "how to correct the input, if known", Diagnostic::help),
              problems -> problems);

  private DiagnosticView() {}

  private static Optional<Origin.Source> source(Origin origin) {
    return origin instanceof Origin.Source source ? Optional.of(source) : Optional.empty();
  }

  private static <T> Optional<T> lines(Origin origin, Function<Origin.Lines, T> of) {
    Optional<Origin.Lines> lines =
        origin instanceof Origin.Lines known
            ? Optional.of(known)
            : source(origin).map(Origin.Source::lines);
    return lines.map(of);
  }

  private static <T> Optional<T> blob(Origin origin, Function<Origin.Blob, T> of) {
    return origin instanceof Origin.Blob blob ? Optional.of(of.apply(blob)) : Optional.empty();
  }
}
