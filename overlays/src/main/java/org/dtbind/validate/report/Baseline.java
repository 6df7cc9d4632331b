// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.source.Shown;

/**
 * Findings that are known: those of files as they were, so that a build reports only new ones. A
 * file of them is text: a first line that names the format, then one line for each finding, sorted,
 * with tabs between the file's name, the node's path, the {@code $id}, the property and the rule.
 */
public final class Baseline {

  private static final String FIRST_LINE = "# dtbind-validate-baseline/1";

  private final Map<String, Set<FindingKey>> known;

  private Baseline(Map<String, Set<FindingKey>> known) {
    this.known = known;
  }

  /** {@return one without findings} */
  public static Baseline empty() {
    return new Baseline(new HashMap<>());
  }

  /**
   * {@return what a file holds; empty if it is no such file}
   *
   * @param text the file's text
   */
  public static Optional<Baseline> read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(FIRST_LINE)) {
      return Optional.empty();
    }
    Map<String, Set<FindingKey>> known = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int tab = line.indexOf('\t');
      Optional<FindingKey> key =
          tab < 0 ? Optional.empty() : FindingKey.of(line.substring(tab + 1));
      if (key.isEmpty()) {
        return Optional.empty();
      }
      known.computeIfAbsent(line.substring(0, tab), file -> new HashSet<>()).add(key.get());
    }
    return Optional.of(new Baseline(known));
  }

  /**
   * {@return whether a finding is known}
   *
   * @param file as the command line names it
   * @param finding in it
   */
  public boolean contains(String file, FindingKey finding) {
    return known.getOrDefault(Shown.escaped(file), Set.of()).contains(finding.written());
  }

  /**
   * Adds a finding.
   *
   * @param file as the command line names it
   * @param finding in it
   */
  public void add(String file, FindingKey finding) {
    known.computeIfAbsent(Shown.escaped(file), name -> new HashSet<>()).add(finding.written());
  }

  /** {@return the text of a file} */
  public String text() {
    Set<String> lines = new TreeSet<>();
    known.forEach((file, keys) -> keys.forEach(key -> lines.add(file + "\t" + key.line())));
    return FIRST_LINE + "\n" + String.join("", lines.stream().map(line -> line + "\n").toList());
  }
}
