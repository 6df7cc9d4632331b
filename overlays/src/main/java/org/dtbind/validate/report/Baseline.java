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
 * A set of known findings in files, so that a build only reports new ones.
 *
 * <p>The text format has a first line with the name of the format, then one line for each finding,
 * in sorted order. Tabs separate the name of the file, the path of the node, the {@code $id}, the
 * property and the rule.
 */
public final class Baseline {

  private static final String FIRST_LINE = "# dtbind-validate-baseline/1";

  private final Map<String, Set<FindingKey>> known;

  private Baseline(Map<String, Set<FindingKey>> known) {
    this.known = known;
  }

  /** {@return a baseline without findings} */
  public static Baseline empty() {
    return new Baseline(new HashMap<>());
  }

  /** {@return the baseline in a text; absent if the text has a different format} */
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
   * @param file the name of the file as given on the command line
   * @param finding a finding in the file
   */
  public boolean contains(String file, FindingKey finding) {
    return known.getOrDefault(Shown.escaped(file), Set.of()).contains(finding.written());
  }

  /**
   * Adds a finding.
   *
   * @param file the name of the file as given on the command line
   * @param finding a finding in the file
   */
  public void add(String file, FindingKey finding) {
    known.computeIfAbsent(Shown.escaped(file), name -> new HashSet<>()).add(finding.written());
  }

  /** {@return the baseline as text, for {@link #read}} */
  public String text() {
    Set<String> lines = new TreeSet<>();
    known.forEach((file, keys) -> keys.forEach(key -> lines.add(file + "\t" + key.line())));
    return FIRST_LINE + "\n" + String.join("", lines.stream().map(line -> line + "\n").toList());
  }
}
