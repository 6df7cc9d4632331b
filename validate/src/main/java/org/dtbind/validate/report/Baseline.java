// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.dtbind.source.Shown;

/**
 * A set of known findings in files, so that a build only reports new ones.
 *
 * <p>The text format has a first line with the name of the format, then one line for each finding,
 * in sorted order. Tabs separate the name of the file, the path of the node, the {@code $id}, the
 * property and the rule. Users may add {@code reason: TEXT} and {@code until: YYYY-MM-DD} to a
 * line, also after tabs; empty lines; and comments, which are lines that start with {@code #} and
 * contain no tab.
 */
public final class Baseline {

  private static final String FIRST_LINE = "# dtbind-validate-baseline/1";

  private static final String TAB = "\t";
  private static final String REASON = "reason: ";
  private static final String UNTIL = "until: ";

  /** The number of parts that each line has: the file and those of a {@link FindingKey}. */
  private static final int PARTS = 5;

  /**
   * A known finding.
   *
   * @param line the number of its line, from 1; 0 if the entry was not read
   * @param reason why the finding is accepted
   * @param until the last day on which it is accepted
   */
  public record Entry(
      String file, FindingKey key, int line, Optional<String> reason, Optional<LocalDate> until) {

    /** {@return the file, the node, its property, and the code or document, as a sentence} */
    public String about() {
      return file
          + ": "
          + key.node()
          + (key.property().isEmpty() ? "" : ":" + key.property())
          + ": "
          + key.schema()
          + (key.rule().isEmpty() ? "" : " (" + key.rule() + ")");
    }

    private Entry or(Entry other) {
      // An end date belongs to a reason: who wrote one without an end wants none.
      Optional<LocalDate> end = reason.isPresent() ? until : until.or(other::until);
      return new Entry(file, key, line, reason.or(other::reason), end);
    }

    private String text() {
      return file
          + TAB
          + key.line()
          + reason.map(text -> TAB + REASON + text).orElse("")
          + until.map(day -> TAB + UNTIL + day).orElse("");
    }
  }

  /** The entries by file and {@link FindingKey#ordered()}. */
  private final Map<String, Map<FindingKey, Entry>> known = new HashMap<>();

  /** The name of the file, for messages. */
  final String name;

  private final LocalDate today;

  private Baseline(String name, LocalDate today) {
    this.name = name;
    this.today = today;
  }

  /** {@return a baseline without findings} */
  public static Baseline empty() {
    return new Baseline("", LocalDate.MIN);
  }

  /**
   * {@return the baseline in a text; absent if the text has a different format}
   *
   * @param today the day on which entries may have expired
   */
  public static Optional<Baseline> read(String name, String text, LocalDate today) {
    if (wrongLine(text) != 0) {
      return Optional.empty();
    }
    Baseline read = new Baseline(name, today);
    List<String> lines = text.lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      entry(lines.get(i), i + 1).ifPresent(read::add);
    }
    return Optional.of(read);
  }

  /**
   * {@return the number of the first line that is not one of a baseline, from 1; 0 if there is
   * none}
   */
  public static int wrongLine(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(FIRST_LINE)) {
      return 1;
    }
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean remark = line.isBlank() || line.startsWith("#") && !line.contains(TAB);
      if (!remark && entry(line, i + 1).isEmpty()) {
        return i + 1;
      }
    }
    return 0;
  }

  private static Optional<Entry> entry(String line, int number) {
    List<String> parts = List.of(line.split(TAB, -1));
    if (parts.size() < PARTS) {
      return Optional.empty();
    }
    Optional<String> reason = Optional.empty();
    Optional<LocalDate> until = Optional.empty();
    for (String part : parts.subList(PARTS, parts.size())) {
      if (part.startsWith(REASON)) {
        reason = Optional.of(part.substring(REASON.length()).strip());
      } else if (part.startsWith(UNTIL)) {
        until = day(part.substring(UNTIL.length()).strip());
        if (until.isEmpty()) {
          return Optional.empty();
        }
      } else if (!part.isBlank()) {
        return Optional.empty();
      }
    }
    FindingKey key = new FindingKey(parts.get(1), parts.get(2), parts.get(3), parts.get(4));
    return Optional.of(new Entry(parts.get(0), key, number, reason, until));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private void add(Entry entry) {
    known.computeIfAbsent(entry.file(), name -> new HashMap<>()).put(entry.key().ordered(), entry);
  }

  private Optional<Entry> find(String file, FindingKey written) {
    return Optional.ofNullable(known.getOrDefault(file, Map.of()).get(written.ordered()));
  }

  private boolean isExpired(Entry entry) {
    return entry.until().filter(day -> day.isBefore(today)).isPresent();
  }

  /**
   * {@return whether a finding is known, and its entry has not expired}
   *
   * @param file the name of the file as given on the command line
   * @param finding a finding in the file
   */
  public boolean contains(String file, FindingKey finding) {
    return entry(file, finding).isPresent();
  }

  /**
   * {@return the entry of a finding; empty if there is none, or if it has expired}
   *
   * @param file the name of the file as given on the command line
   * @param finding a finding in the file
   */
  public Optional<Entry> entry(String file, FindingKey finding) {
    return find(Shown.escaped(file), finding.written()).filter(entry -> !isExpired(entry));
  }

  /**
   * Adds a finding.
   *
   * @param file the name of the file as given on the command line
   * @param finding a finding in the file
   */
  public void add(String file, FindingKey finding) {
    add(new Entry(Shown.escaped(file), finding.written(), 0, Optional.empty(), Optional.empty()));
  }

  /**
   * {@return the entries that have expired although their findings still exist, in the order of the
   * lines}
   *
   * @param found all findings of this run
   */
  List<Entry> expired(Baseline found) {
    return entries(entry -> isExpired(entry) && found.find(entry.file(), entry.key()).isPresent());
  }

  /**
   * {@return the entries that another baseline lacks, in the order of the lines}
   *
   * @param wanted the entries to compare
   */
  List<Entry> without(Baseline other, Predicate<Entry> wanted) {
    return entries(wanted.and(entry -> other.find(entry.file(), entry.key()).isEmpty()));
  }

  private List<Entry> entries(Predicate<Entry> wanted) {
    List<Entry> all = new ArrayList<>();
    known.values().forEach(keys -> keys.values().stream().filter(wanted).forEach(all::add));
    all.sort(Comparator.comparingInt(Entry::line).thenComparing(Entry::text));
    return List.copyOf(all);
  }

  /**
   * {@return this baseline with the reasons and ends of another one where that has them, and with
   * its entries of files and checks that this run left out}
   *
   * @param isMade whether this run made the check of an entry
   */
  Baseline withEntriesOf(Baseline other, Predicate<Entry> isMade) {
    Baseline all = new Baseline(name, today);
    other.entries(isMade.negate()).forEach(all::add);
    for (Entry entry : entries(any -> true)) {
      all.add(other.find(entry.file(), entry.key()).map(known -> known.or(entry)).orElse(entry));
    }
    return all;
  }

  /** {@return the baseline as text, for {@link #read}} */
  public String text() {
    Set<String> lines = new TreeSet<>();
    entries(any -> true).forEach(entry -> lines.add(entry.text()));
    return FIRST_LINE + "\n" + String.join("", lines.stream().map(line -> line + "\n").toList());
  }
}
