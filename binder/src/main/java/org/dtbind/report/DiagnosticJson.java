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
   * {@return one line of JSON, schema {@code dtbind.diagnostic/1}, without the newline: {@code
   * code}, {@code severity} ({@code error} or {@code warning}), {@code origin}, {@code subject},
   * {@code message}, {@code notes} (each {@code message} and {@code origin}), {@code help}. An
   * origin has {@code place}, the text people read, {@code file}, and {@code line} and {@code
   * column} from 1 for a source, {@code offset} for a blob}
   *
   * @param d the problem
   */
  public static String line(Diagnostic d) {
    List<Value> notes = new ArrayList<>();
    for (Diagnostic.Note note : d.notes()) {
      notes.add(
          fields(
              member("message", Value.of(note.message())),
              member("origin", origin(note.origin()))));
    }
    return Markup.json(
        fields(
            member("schema", Value.of("dtbind.diagnostic/1")),
            member("code", Value.of(d.code().id())),
            member("severity", Value.of(d.severity().name().toLowerCase(Locale.ROOT))),
            member("origin", origin(d.origin())),
            member("subject", Value.of(d.subject())),
            member("message", Value.of(d.message())),
            member("notes", new Value.Items(notes)),
            member("help", Value.of(d.help()))),
        false);
  }

  private static Value origin(Origin origin) {
    Optional<Origin.Source> source =
        Optional.of(origin).filter(Origin.Source.class::isInstance).map(Origin.Source.class::cast);
    Optional<Origin.Blob> blob =
        Optional.of(origin).filter(Origin.Blob.class::isInstance).map(Origin.Blob.class::cast);
    Optional<String> file = source.map(s -> s.file().name()).or(() -> blob.map(Origin.Blob::name));
    return fields(
        member("place", Value.of(origin.place())),
        member("file", Value.of(file)),
        member("line", number(source.map(s -> (long) s.line()))),
        member("column", number(source.map(s -> (long) s.column()))),
        member("offset", number(blob.map(Origin.Blob::offset))));
  }

  private static Value number(Optional<Long> number) {
    return number.<Value>map(Value.Whole::new).orElseGet(Value.Absent::new);
  }
}
