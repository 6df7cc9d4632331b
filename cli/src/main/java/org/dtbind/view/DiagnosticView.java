// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.source.Origin;

/** The view of diagnostics for scripts: a JSON document. */
public final class DiagnosticView {

  /** A place in input. Lines and columns count from 1; the end column is exclusive. */
  public static final View<Origin> ORIGIN =
      View.<Origin>part()
          .text(
              "place",
              "location, in the format used in messages, such as `FILE:LINE.COLUMN-COLUMN` or, in a"
                  + " blob, `FILE@OFFSET`",
              Origin::place)
          .textOrNull(
              "file",
              "name of the source file or blob; null if the location is in a directory such as"
                  + " `/proc/device-tree`, or is unknown",
              origin -> lines(origin, Origin.Lines::file).or(() -> blob(origin, Origin.Blob::name)))
          .numberOrNull(
              "line",
              "line of the first character, counted from 1; null unless the location is in a source"
                  + " file",
              origin -> lines(origin, Origin.Lines::line))
          .numberOrNull(
              "column",
              "column of the first character, counted from 1, in bytes; null unless the location is"
                  + " in a source file",
              origin -> lines(origin, Origin.Lines::column))
          .numberOrNull(
              "endLine",
              "line of the last character, counted from 1; null unless the location is in a source"
                  + " file",
              origin -> lines(origin, Origin.Lines::lastLine))
          .numberOrNull(
              "endColumn",
              "column after the last character, counted from 1, in bytes; null unless the location"
                  + " is in a source file",
              origin -> lines(origin, Origin.Lines::behind))
          .numberOrNull(
              "offset",
              "offset in the blob, in bytes; null unless the location is in a blob",
              origin -> blob(origin, Origin.Blob::offset))
          .objectOrNull(
              "macro",
              "macro whose expansion contains the location; null if there is none",
              View.<Origin.MacroUse>part()
                  .text("name", "name of the macro", Origin.MacroUse::name)
                  .text(
                      "definition",
                      "location of the macro definition",
                      macro -> macro.definition().place()),
              origin -> source(origin).flatMap(Origin.Source::expandedFrom))
          .texts(
              "includedFrom",
              "locations of the directives that included the file, innermost first",
              origin ->
                  source(origin).map(Origin.Source::includedFrom).orElse(List.of()).stream()
                      .map(Origin.Source::place)
                      .toList());

  public static final Words<Severity> SEVERITIES =
      Words.of(
          Severity.class,
          severity ->
              switch (severity) {
                case ERROR -> Words.word("error");
                case WARNING -> Words.word("warning");
                case NOTE -> Words.word("note");
              });

  /** All diagnostics of a run, in the order of the input. */
  public static final View<List<Diagnostic>> VIEW =
      View.<List<Diagnostic>>document(
              "diagnostics",
              "`--diagnostics json`, with any command: problems in the input, written to standard"
                  + " error or to the file specified with `--diagnostics-file`")
          .list(
              "diagnostics",
              "problems, in the same order as in text output",
              View.<Diagnostic>part()
                  .text(
                      "code",
                      "code of the problem, as listed in [Diagnostics](diagnostics.md) or"
                          + " [Diagnostics for overlays and declarations](overlay-diagnostics.md);"
                          + " codes never change",
                      problem -> problem.code().id())
                  .word("severity", "severity of the problem", SEVERITIES, Diagnostic::severity)
                  .object("origin", "location of the problem", ORIGIN, Diagnostic::origin)
                  .textOrNull(
                      "subject",
                      "node or property that the problem concerns, in dtc's notation, such as"
                          + " `/door:gpios`; null if there is none",
                      Diagnostic::subject)
                  .text("message", "description of the problem", d -> d.message().text())
                  .list(
                      "arguments",
                      "names, numbers and places in the message, for programs; the message may"
                          + " change, but the names and values of its arguments do not",
                      View.<Message.Argument>part()
                          .text("name", "name of the argument", Message.Argument::name)
                          .text("value", "value of the argument", Message.Argument::value),
                      d -> d.message().arguments())
                  .list(
                      "notes",
                      "related locations, each with an explanation",
                      View.<Diagnostic.Note>part()
                          .text(
                              "message",
                              "explanation of the related location",
                              Diagnostic.Note::message)
                          .object(
                              "origin",
                              "the related location, with the same members as"
                                  + " `diagnostics[].origin`",
                              ORIGIN,
                              Diagnostic.Note::origin),
                      Diagnostic::notes)
                  .textOrNull(
                      "help",
                      "how to correct the input; null if dtbind has no advice",
                      Diagnostic::help)
                  .list(
                      "fixes",
                      "changes of the source, each of which solves the problem",
                      View.<Diagnostic.Fix>part()
                          .text("title", "what the change does", Diagnostic.Fix::title)
                          .flag(
                              "safe",
                              "whether `check --fix` may apply the change; otherwise, it is a"
                                  + " suggestion",
                              Diagnostic.Fix::safe)
                          .list(
                              "edits",
                              "changes of the text",
                              View.<Diagnostic.Edit>part()
                                  .object(
                                      "origin",
                                      "the range that is replaced, with the same members as"
                                          + " `diagnostics[].origin`; if it is empty, the text is"
                                          + " inserted there",
                                      ORIGIN,
                                      Diagnostic.Edit::place)
                                  .text("text", "the new text", Diagnostic.Edit::text),
                              Diagnostic.Fix::edits),
                      Diagnostic::fixes),
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
