// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dtbind.source.Shown;
import org.dtbind.validate.report.Baseline.Entry;

/**
 * The baselines with which the findings of a run are compared.
 *
 * @param known the findings that are accepted
 * @param last the findings of an earlier run, if there is one to compare with
 */
public record Baselines(Baseline known, Optional<Baseline> last) {

  private static final int MOST_ENTRIES = 20;

  /**
   * How the findings of a run differ from the baselines.
   *
   * @param lines which entries have expired, which have no finding, and what differs from the
   *     earlier run
   * @param next the findings of this run, with the reasons and ends of known entries; and, of files
   *     and checks that this run left out, the entries of the baselines
   */
  public record Comparison(List<String> lines, Baseline next) {

    /** Copies the list. */
    public Comparison {
      lines = List.copyOf(lines);
    }
  }

  /**
   * {@return whether a finding decides the exit code: it is not known, and the earlier run did not
   * have it}
   *
   * @param file the name of the file as given on the command line
   */
  public boolean isNew(String file, FindingKey finding) {
    return !known.contains(file, finding)
        && last.filter(baseline -> baseline.contains(file, finding)).isEmpty();
  }

  /**
   * Compares the findings of a run with the baselines.
   *
   * @param found all findings of this run
   * @param files the names of the files that were checked completely
   * @param isChecked whether this run made the check of an entry
   */
  public Comparison compare(Baseline found, Set<String> files, Predicate<FindingKey> isChecked) {
    Set<String> complete = new HashSet<>();
    files.forEach(file -> complete.add(Shown.escaped(file)));
    Predicate<Entry> isOfFile = entry -> complete.contains(entry.file());
    Predicate<Entry> isMade = isOfFile.and(entry -> isChecked.test(entry.key()));
    List<String> lines = new ArrayList<>();
    add(lines, known, known.expired(found), Baselines::expired);
    add(
        lines,
        known,
        known.without(found, isMade),
        entry ->
            "unused: %s has no such finding with the options of this run".formatted(entry.file()));
    Baseline next = found;
    if (last.isPresent()) {
      Baseline earlier = last.get();
      List<Entry> fresh = found.without(earlier, isOfFile);
      List<Entry> gone = earlier.without(found, isMade);
      add(lines, earlier, fresh, entry -> "new: " + entry.about());
      add(lines, earlier, gone, entry -> "gone: " + entry.about());
      lines.add("%s: %d new, %d gone".formatted(earlier.name, fresh.size(), gone.size()));
      next = found.withEntriesOf(earlier, isMade);
    }
    return new Comparison(lines, next.withEntriesOf(known, isMade));
  }

  private static String expired(Entry entry) {
    return "expired on %s, so its finding is reported again%s"
        .formatted(
            entry.until().orElseThrow(), entry.reason().map(text -> " (" + text + ")").orElse(""));
  }

  private static void add(
      List<String> lines, Baseline baseline, List<Entry> entries, Function<Entry, String> what) {
    for (Entry entry : entries.subList(0, Math.min(entries.size(), MOST_ENTRIES))) {
      String line = entry.line() == 0 ? "" : ":" + entry.line();
      lines.add("%s%s: %s".formatted(baseline.name, line, what.apply(entry)));
    }
    if (entries.size() > MOST_ENTRIES) {
      lines.add("%s: %d more such entries".formatted(baseline.name, entries.size() - MOST_ENTRIES));
    }
  }
}
