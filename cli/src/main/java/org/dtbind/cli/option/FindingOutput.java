// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.verify.VerifyCode;
import org.dtbind.picture.Page;
import org.dtbind.picture.Page.Section;
import org.dtbind.source.FileName;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * Shows findings: first those in the files that the user named, then those in the same directories.
 * Of other files, which are usually a vendor's, it shows errors, and the number of warnings. Equal
 * findings about several boards, which are in files that they share, are shown once. A file that is
 * included under several names, such as those below the kernel's {@code
 * scripts/dtc/include-prefixes}, has a single name: that of the user for the files that the user
 * named and their directories, otherwise the first one.
 */
public final class FindingOutput {

  private static final int MOST_FILES = 4;

  /** Where a file is, in the order of output. */
  private enum Whose {
    NAMED,
    NEXT_TO_NAMED,
    OTHER
  }

  /** What makes a finding equal to another one. */
  private record Said(Code code, String place, Optional<Subject> subject, Message message) {}

  private final Session session;
  private final boolean whole;
  private final Set<Path> named = new HashSet<>();
  private final Set<Path> directories = new HashSet<>();
  private final Map<String, Whose> known = new HashMap<>();
  private final Set<Said> said = new HashSet<>();

  /** The user's names of the directories of named files, by their real paths. */
  private final Map<Path, String> homes = new HashMap<>();

  /** The name of each file by its real path, and by all of its names. */
  private final Map<Path, String> files = new HashMap<>();

  private final Map<String, String> names = new HashMap<>();

  /** The last file of each name that was renamed. */
  private final Map<String, SourceFile> renamed = new HashMap<>();

  /** The numbers of findings by file, the user's first. */
  private final Map<Whose, Map<String, Integer>> counts = new TreeMap<>();

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
    this.whole = session.options().verbosity() > 0 || session.showsDocument();
    for (Path file : files) {
      Path path = file.toAbsolutePath().normalize();
      named.add(path);
      Path parent = path.getParent();
      if (parent != null) {
        directories.add(parent);
      }
      addName(file);
    }
  }

  /** Returns whether it shows everything. */
  public boolean isWhole() {
    return whole;
  }

  /** {@return how many findings are in which file, in square brackets; empty for a single file} */
  public String byFile() {
    Map<String, Integer> all = new LinkedHashMap<>();
    counts.values().forEach(group -> group.forEach((file, n) -> all.merge(file, n, Integer::sum)));
    all.remove("");
    if (all.size() < 2) {
      return "";
    }
    String files =
        all.entrySet().stream()
            .limit(MOST_FILES)
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining(", "));
    int more = all.size() - MOST_FILES;
    return " [%s%s]".formatted(files, more > 0 ? ", and " + Messages.count(more, "more file") : "");
  }

  /** Shows the findings about a file. */
  public void show(List<Diagnostic> findings) {
    Map<Whose, List<Diagnostic>> groups = new TreeMap<>();
    for (Diagnostic found : findings) {
      Diagnostic finding = named(found);
      Message message = finding.message();
      if (said.add(
          new Said(finding.code(), finding.origin().place(), finding.subject(), message))) {
        Whose whose = whose(finding);
        counts
            .computeIfAbsent(whose, group -> new TreeMap<>())
            .merge(file(finding.origin()), 1, Integer::sum);
        if (whose != Whose.OTHER || whole || finding.severity() == Severity.ERROR) {
          groups.computeIfAbsent(whose, group -> new ArrayList<>()).add(finding);
        } else {
          if (finding.severity() == Severity.WARNING) {
            others.merge(file(finding.origin()), 1, Integer::sum);
          }
          if (session.remembers()) {
            hidden.add(finding);
          }
        }
      }
    }
    groups.values().forEach(group -> session.show(Diagnosed.failed(group)));
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
                            file, Messages.count(count, "warning"), count == 1 ? "it" : "them")));
  }

  /**
   * {@return an HTML page with all findings, those that were shown first}
   *
   * @param what what was done with the files
   */
  public Page page(String what, List<Path> files, String summary) {
    List<Section> sections = new ArrayList<>();
    sections.add(FindingSection.of("Findings", session.seen()));
    if (!hidden.isEmpty()) {
      sections.add(FindingSection.of("Findings in other files", hidden));
    }
    String names =
        files.stream().limit(MOST_FILES).map(InputFiles::name).collect(Collectors.joining(", "));
    int more = files.size() - MOST_FILES;
    String title =
        "%s of %s%s"
            .formatted(what, names, more > 0 ? " and " + Messages.count(more, "more file") : "");
    return new Page(title, summary, sections, session.made());
  }

  /** A conflict belongs to the user if one of the two places does. */
  private Whose whose(Diagnostic finding) {
    Stream<Origin> notes =
        finding.code() instanceof VerifyCode
            ? finding.notes().stream().map(Diagnostic.Note::origin)
            : Stream.empty();
    return Stream.concat(Stream.of(finding.origin()), notes)
        .map(origin -> known.computeIfAbsent(file(origin), this::whose))
        .min(Whose::compareTo)
        .orElse(Whose.NAMED);
  }

  private Whose whose(String file) {
    if (file.isEmpty()) {
      return Whose.NAMED;
    }
    Path path = FileName.path(file).toAbsolutePath().normalize();
    Path parent = path.getParent();
    return named.contains(path)
        ? Whose.NAMED
        : parent != null && directories.contains(parent) ? Whose.NEXT_TO_NAMED : Whose.OTHER;
  }

  /** Returns a finding with the first names of all files. */
  private Diagnostic named(Diagnostic finding) {
    List<Diagnostic.Note> notes =
        finding.notes().stream()
            .map(note -> new Diagnostic.Note(note.message(), named(note.origin())))
            .toList();
    return finding.at(named(finding.origin())).notes(notes);
  }

  private Origin named(Origin origin) {
    return origin instanceof Origin.Source source ? named(source) : origin;
  }

  private Origin.Source named(Origin.Source source) {
    SourceFile file = source.file();
    String name = names.computeIfAbsent(file.name(), this::first);
    return new Origin.Source(
        name.equals(file.name()) ? file : renamed(file, name),
        source.start(),
        source.end(),
        source.includedFrom().stream().map(this::named).toList(),
        source.expandedFrom(),
        source.presumed());
  }

  /** Returns the same object for all findings in a file, because it computes the lines once. */
  private SourceFile renamed(SourceFile file, String name) {
    return renamed.compute(
        file.name(),
        (former, known) ->
            known != null && known.content().equals(file.content())
                ? known
                : new SourceFile(name, file.content()));
  }

  private void addName(Path file) {
    String name = FileName.text(file);
    real(file).ifPresent(path -> files.putIfAbsent(path, name));
    String home = name.substring(0, name.lastIndexOf('/') + 1);
    real(FileName.path(home.isEmpty() ? "." : home))
        .ifPresent(path -> homes.putIfAbsent(path, home));
  }

  private String first(String name) {
    return real(FileName.path(name))
        .map(path -> files.computeIfAbsent(path, each -> ofUser(each).orElse(name)))
        .orElse(name);
  }

  private Optional<String> ofUser(Path path) {
    return Optional.ofNullable(path.getParent())
        .map(homes::get)
        .map(home -> home + FileName.text(path.getFileName()));
  }

  /** Returns the path without links; empty if there is no such file. */
  private static Optional<Path> real(Path file) {
    try {
      return Optional.of(file.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the name of the file of a place; empty if it is not in a source. */
  private static String file(Origin origin) {
    return origin instanceof Origin.Source source
        ? source.file().name()
        : origin instanceof Origin.Lines lines ? lines.file() : "";
  }
}
