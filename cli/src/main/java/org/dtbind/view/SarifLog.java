// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import static org.dtbind.view.ReportValue.fields;
import static org.dtbind.view.ReportValue.member;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Origin;

/**
 * Writes diagnostics as SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS Standard),
 * which editors and code hosts read. The log has one run and one rule per code; notes, macros and
 * includes become related locations. GitHub requires a different category for each log of a commit.
 */
public final class SarifLog {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final List<ReportValue> results = new ArrayList<>();
  private final Map<String, Integer> ruleIndexes = new LinkedHashMap<>();
  private final List<ReportValue> rules = new ArrayList<>();
  private final Utf16Columns columns = new Utf16Columns();

  private SarifLog() {}

  /**
   * {@return a SARIF log, with a newline at the end}
   *
   * @param category what distinguishes this run of dtbind from others: the command line
   * @param complete whether the command did what it was asked to do, whatever it found
   * @param diagnostics the results
   */
  public static String document(
      String version, String category, boolean complete, List<Diagnostic> diagnostics) {
    SarifLog log = new SarifLog();
    diagnostics.forEach(log::add);
    ReportValue driver =
        fields(
            member("name", ReportValue.of("dtbind")),
            member("version", ReportValue.of(version)),
            member("rules", new ReportValue.Items(log.rules)));
    ReportValue run =
        fields(
            member("tool", fields(member("driver", driver))),
            // GitHub takes what follows the last slash for the number of the run.
            member("automationDetails", fields(member("id", ReportValue.of(category + "/")))),
            member(
                "invocations",
                new ReportValue.Items(
                    List.of(fields(member("executionSuccessful", ReportValue.of(complete)))))),
            member("columnKind", ReportValue.of("utf16CodeUnits")),
            member("results", new ReportValue.Items(log.results)));
    return Markup.json(
            fields(
                member("$schema", ReportValue.of(SCHEMA)),
                member("version", ReportValue.of("2.1.0")),
                member("runs", new ReportValue.Items(List.of(run)))),
            true)
        + "\n";
  }

  private void add(Diagnostic d) {
    String help = d.help().map(text -> "\n" + text).orElse("");
    List<ReportValue.Member> members = new ArrayList<>();
    members.add(member("ruleId", ReportValue.of(d.code().id())));
    members.add(member("ruleIndex", ReportValue.of(rule(d.code()))));
    members.add(member("level", ReportValue.of(level(d.severity()))));
    members.add(member("message", text(d.message().text() + help)));
    members.add(member("locations", locations(d)));
    List<ReportValue> related = related(d);
    if (!related.isEmpty()) {
      members.add(member("relatedLocations", new ReportValue.Items(related)));
    }
    results.add(new ReportValue.Fields(members));
  }

  private int rule(Code code) {
    return ruleIndexes.computeIfAbsent(
        code.id(),
        id -> {
          rules.add(
              fields(
                  member("id", ReportValue.of(id)),
                  member("shortDescription", text(code.meaning()))));
          return rules.size() - 1;
        });
  }

  private static String level(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static ReportValue text(String text) {
    return fields(member("text", ReportValue.of(text)));
  }

  private ReportValue locations(Diagnostic d) {
    List<ReportValue.Member> members = new ArrayList<>();
    physical(d.origin()).ifPresent(place -> members.add(member("physicalLocation", place)));
    d.subject()
        .ifPresent(
            subject ->
                members.add(
                    member(
                        "logicalLocations",
                        new ReportValue.Items(
                            List.of(
                                fields(
                                    member(
                                        "fullyQualifiedName", ReportValue.of(subject.text()))))))));
    return new ReportValue.Items(
        members.isEmpty() ? List.of() : List.of(new ReportValue.Fields(members)));
  }

  private List<ReportValue> related(Diagnostic d) {
    List<ReportValue> related = new ArrayList<>();
    for (Diagnostic.Note note : d.notes()) {
      related(related, note.message(), note.origin());
    }
    if (d.origin() instanceof Origin.Source source) {
      source
          .expandedFrom()
          .ifPresent(
              macro ->
                  related(
                      related,
                      "in expansion of macro " + macro.name() + ", defined at",
                      macro.definition()));
      source.includedFrom().forEach(from -> related(related, "included from", from));
    }
    return related;
  }

  private void related(List<ReportValue> related, String message, Origin origin) {
    physical(origin)
        .ifPresent(
            place ->
                related.add(
                    fields(
                        member("id", ReportValue.of(related.size() + 1)),
                        member("physicalLocation", place),
                        member("message", text(message)))));
  }

  /** Returns the physical location of an origin; empty if the file is unknown. */
  private Optional<ReportValue> physical(Origin origin) {
    if (origin instanceof Origin.Source source) {
      return Optional.of(physical(source.file().name(), region(source)));
    }
    if (origin instanceof Origin.Lines lines) {
      ReportValue region =
          fields(
              member("startLine", ReportValue.of(lines.line())),
              member("endLine", ReportValue.of(lines.lastLine())));
      return Optional.of(physical(lines.file(), region));
    }
    if (origin instanceof Origin.Blob blob) {
      ReportValue region =
          fields(
              member("byteOffset", ReportValue.of(blob.offset())),
              member("byteLength", ReportValue.of(0)));
      return Optional.of(physical(blob.name(), region));
    }
    String name = origin.place();
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(fields(member("artifactLocation", artifact(name))));
  }

  private static ReportValue physical(String file, ReportValue region) {
    return fields(member("artifactLocation", artifact(file)), member("region", region));
  }

  /**
   * Returns an artifact location with the URI of a file (RFC 3986): absolute if the path is
   * absolute.
   */
  private static ReportValue artifact(String path) {
    StringBuilder uri = new StringBuilder(path.startsWith("/") ? "file://" : "");
    Bytes name = FileName.bytes(path);
    for (int i = 0; i < name.length(); i++) {
      int c = name.get(i);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || "/-._~+,=@".indexOf(c) >= 0;
      uri.append(plain ? String.valueOf((char) c) : String.format(Locale.ROOT, "%%%02X", c));
    }
    return fields(member("uri", ReportValue.of(uri.toString())));
  }

  /**
   * Returns the region of a source. Lines and columns count from 1; columns are UTF-16 code units,
   * and the end column is exclusive.
   */
  private ReportValue region(Origin.Source source) {
    int last = Math.max(source.start(), source.end() - 1);
    return fields(
        member("startLine", ReportValue.of(source.line())),
        member("startColumn", ReportValue.of(column(source, source.start()))),
        member("endLine", ReportValue.of(source.file().line(last))),
        member("endColumn", ReportValue.of(column(source, Math.max(source.start(), source.end())))),
        member("byteOffset", ReportValue.of(source.start())),
        member("byteLength", ReportValue.of(Math.max(0, source.end() - source.start()))));
  }

  private int column(Origin.Source source, int offset) {
    int last = Math.max(source.start(), offset - 1);
    int from = source.file().lineStart(offset > source.start() ? last : offset);
    return columns.column(source.file(), from, offset);
  }
}
