// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.verify.VerifyCode;
import org.dtbind.source.FileName;
import org.dtbind.source.Origin;

/**
 * Shows findings: first those in the files that the user named, then those in the same directories.
 * Of other files, which are usually a vendor's, it shows errors, and the number of warnings. Equal
 * findings about several boards, which are in files that they share, are shown once.
 */
final class FindingOutput {

  /** Where a file is, in the order of output. */
  private enum Whose {
    NAMED,
    NEXT_TO_NAMED,
    OTHER
  }

  /** What makes a finding equal to another one. */
  private record Said(Code code, String place, Optional<String> subject, Message message) {}

  private final Session session;
  private final boolean whole;
  private final Set<Path> named = new HashSet<>();
  private final Set<Path> directories = new HashSet<>();
  private final Map<String, Whose> known = new HashMap<>();
  private final Set<Said> said = new HashSet<>();

  /** The numbers of warnings that were not shown, by file. */
  private final Map<String, Integer> others = new TreeMap<>();

  /**
   * Creates an output.
   *
   * @param files the files that the user named
   */
  FindingOutput(Session session, List<Path> files) {
    this.session = session;
    this.whole = session.options().verbosity() > 0 || session.showsDocument();
    for (Path file : files) {
      Path path = file.toAbsolutePath().normalize();
      named.add(path);
      Path parent = path.getParent();
      if (parent != null) {
        directories.add(parent);
      }
    }
  }

  /** Shows the findings about a file. */
  void show(List<Diagnostic> findings) {
    Map<Whose, List<Diagnostic>> groups = new TreeMap<>();
    for (Diagnostic finding : findings) {
      Message message = finding.message();
      if (said.add(
          new Said(finding.code(), finding.origin().place(), finding.subject(), message))) {
        Whose whose = whose(finding);
        if (whose != Whose.OTHER || whole || finding.severity() == Severity.ERROR) {
          groups.computeIfAbsent(whose, group -> new ArrayList<>()).add(finding);
        } else {
          others.merge(file(finding.origin()), 1, Integer::sum);
        }
      }
    }
    groups.values().forEach(group -> session.show(Diagnosed.failed(group)));
  }

  /** Shows the number of warnings in each of the other files. */
  void finish() {
    others.forEach(
        (file, count) ->
            session
                .messages()
                .progress(
                    "%s: %s; -v shows %s"
                        .formatted(
                            file, Messages.count(count, "warning"), count == 1 ? "it" : "them")));
  }

  /** {@return the number of warnings that were not shown} */
  int notShown() {
    return others.values().stream().mapToInt(Integer::intValue).sum();
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

  /** Returns the name of the file of a place; empty if it is not in a source. */
  private static String file(Origin origin) {
    return origin instanceof Origin.Source source
        ? source.file().name()
        : origin instanceof Origin.Lines lines ? lines.file() : "";
  }
}
