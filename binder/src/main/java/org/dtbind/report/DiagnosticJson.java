// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.report;

import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Origin;

/** Problems in input, for scripts. */
public final class DiagnosticJson {

  private DiagnosticJson() {}

  /**
   * {@return a JSON document, schema {@code dtbind.diagnostics/1}, with a newline at the end. Its
   * {@code diagnostics} each have {@code code}, {@code severity} ({@code error} or {@code
   * warning}), {@code origin}, {@code subject}, {@code message}, {@code notes} (each {@code
   * message} and {@code origin}), {@code help}. An origin has {@code place}, the text people read,
   * {@code file}, {@code line}, {@code column}, {@code endLine} and {@code endColumn} (the one
   * behind the last byte) from 1 for a source, {@code offset} for a blob, {@code macro} ({@code
   * name} and the {@code definition}'s place) where one was expanded there, and {@code
   * includedFrom}, places, the innermost first}
   *
   * @param diagnostics the problems, in order
   */
  public static String document(List<Diagnostic> diagnostics) {
    List<Value> problems = new ArrayList<>();
    diagnostics.forEach(d -> problems.add(value(d)));
    return Markup.json(
            fields(
                member("schema", Value.of("dtbind.diagnostics/1")),
                member("diagnostics", new Value.Items(problems))),
            true)
        + "\n";
  }

  /**
   * {@return one problem}
   *
   * @param d the problem
   */
  static Value value(Diagnostic d) {
    List<Value> notes = new ArrayList<>();
    for (Diagnostic.Note note : d.notes()) {
      notes.add(
          fields(
              member("message", Value.of(note.message())),
              member("origin", origin(note.origin()))));
    }
    return fields(
        member("code", Value.of(d.code().id())),
        member("severity", Value.of(d.severity().name().toLowerCase(Locale.ROOT))),
        member("origin", origin(d.origin())),
        member("subject", Value.of(d.subject())),
        member("message", Value.of(d.message())),
        member("notes", new Value.Items(notes)),
        member("help", Value.of(d.help())));
  }

  /**
   * {@return a place}
   *
   * @param origin the place
   */
  public static Value origin(Origin origin) {
    Optional<Origin.Source> source =
        Optional.of(origin).filter(Origin.Source.class::isInstance).map(Origin.Source.class::cast);
    Optional<Origin.Blob> blob =
        Optional.of(origin).filter(Origin.Blob.class::isInstance).map(Origin.Blob.class::cast);
    Optional<Origin.Lines> lines =
        origin instanceof Origin.Lines known
            ? Optional.of(known)
            : source.map(Origin.Source::lines);
    Optional<String> file = lines.map(Origin.Lines::file).or(() -> blob.map(Origin.Blob::name));
    return fields(
        member("place", Value.of(origin.place())),
        member("file", Value.of(file)),
        member("line", number(lines.map(l -> (long) l.line()))),
        member("column", number(lines.map(l -> (long) l.column()))),
        member("endLine", number(lines.map(l -> (long) l.lastLine()))),
        member("endColumn", number(lines.map(l -> (long) l.behind()))),
        member("offset", number(blob.map(Origin.Blob::offset))),
        member("macro", macro(source.flatMap(Origin.Source::expandedFrom))),
        member(
            "includedFrom",
            Value.ofTexts(
                source.map(Origin.Source::includedFrom).orElse(List.of()).stream()
                    .map(Origin.Source::place)
                    .toList())));
  }

  private static Value macro(Optional<Origin.MacroUse> use) {
    return use.<Value>map(
            macro ->
                fields(
                    member("name", Value.of(macro.name())),
                    member("definition", Value.of(macro.definition().place()))))
        .orElseGet(Value.Absent::new);
  }

  private static Value number(Optional<Long> number) {
    return number.<Value>map(Value.Whole::new).orElseGet(Value.Absent::new);
  }
}
