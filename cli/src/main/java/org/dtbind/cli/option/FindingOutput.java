// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.cli.option.FileNames.Location;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.picture.Page;
import org.dtbind.picture.Page.Section;
import org.dtbind.source.Origin;

/**
 * Shows findings: first those in the files that the user named, then those in the same directories.
 * Of other files, which are usually a vendor's, it shows errors, and the number of warnings. Equal
 * findings about several boards, which are in files that they share, are shown once.
 */
public final class FindingOutput {

  private static final int MOST_FILES = 4;

  private final Session session;
  private final boolean whole;
  private final FileNames names;
  private final Set<FindingIdentity> shown = new HashSet<>();

  /** The numbers of warnings that were not shown, by file. */
  private final Map<String, Integer> others = new TreeMap<>();

  /** The findings that were not shown, for an HTML page. */
  private final List<Diagnostic> hidden = new ArrayList<>();

  /**
   * Creates an output.
   *
   * @param files the files that the user named
   */
  public FindingOutput(Session session, List<Path> files) {
    this.session = session;
    this.whole = session.options().verbosity() > 0 || session.diagnostics().areDocument();
    this.names = new FileNames(files);
  }

  private static String some(List<String> files, String separator) {
    int more = files.size() - MOST_FILES;
    return files.stream().limit(MOST_FILES).collect(Collectors.joining(", "))
        + (more > 0 ? separator + Phrases.count(more, "more file") : "");
  }

  /** Shows the findings about a file. */
  public void show(List<Diagnostic> findings) {
    Map<Location, List<Diagnostic>> groups = new TreeMap<>();
    for (Diagnostic found : findings) {
      Diagnostic finding = names.of(found);
      if (shown.add(FindingIdentity.of(finding))) {
        Location location = location(finding);
        if (location != Location.OTHER || whole || finding.severity() == Severity.ERROR) {
          groups.computeIfAbsent(location, group -> new ArrayList<>()).add(finding);
        } else {
          if (finding.severity() == Severity.WARNING) {
            others.merge(file(finding.origin()), 1, Integer::sum);
          }
          if (session.diagnostics().remembers()) {
            hidden.add(finding);
          }
        }
      }
    }
    groups.values().forEach(group -> session.diagnostics().show(Diagnosed.failed(group)));
  }

  /** Shows the number of warnings in each of the other files. */
  public void finish() {
    others.forEach(
        (file, count) ->
            session
                .messages()
                .progress(
                    "%s: %s; -v shows %s"
                        .formatted(
                            file, Phrases.count(count, "warning"), count == 1 ? "it" : "them")));
  }

  /**
   * {@return an HTML page with all findings, those that were shown first}
   *
   * @param what what was done with the files
   * @param about the sections that come first
   */
  public Page page(String what, List<Path> files, String summary, List<Section> about) {
    List<Section> sections = new ArrayList<>(about);
    sections.addAll(FindingSection.of("Findings", session.diagnostics().seen()));
    if (!hidden.isEmpty()) {
      sections.addAll(FindingSection.of("Further findings", hidden));
    }
    String title =
        what + " of " + some(files.stream().map(session.inputs()::nameOf).toList(), " and ");
    return new Page(title, summary, sections, session.output().made());
  }

  /** A conflict belongs to the user if one of the two places does. */
  private Location location(Diagnostic finding) {
    Stream<Origin> notes =
        finding.code() instanceof VerifyCode
            ? finding.notes().stream().map(Diagnostic.Note::origin)
            : Stream.empty();
    return Stream.concat(Stream.of(finding.origin()), notes)
        .map(origin -> names.location(file(origin)))
        .min(Location::compareTo)
        .orElse(Location.NAMED);
  }

  /** Returns the name of the file of a place; empty if it is not in a source. */
  private static String file(Origin origin) {
    return origin instanceof Origin.Source source
        ? source.file().name()
        : origin instanceof Origin.Lines lines ? lines.file() : "";
  }
}
