// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.source.Shown;

/**
 * A set of known findings in files, so that a build only reports new ones.
 *
 * <p>The text has one line for each finding, in sorted order. Tabs separate the code of the finding
 * (or the {@code $id} of the binding document that is violated), the name of the file, the path of
 * the node, and the property; the last two may be absent. Nothing else of a finding is part of it,
 * so that a known finding stays known when a number in its message changes. What follows {@code # }
 * after white space is for people, and lines that begin with {@code #} are ignored.
 */
public final class Baseline {

  private static final String TAB = "\t";

  private static final Pattern LINE =
      Pattern.compile("([^\t]+\t[^\t]+?(?:\t[^\t]*?){0,2}?)\\s*(?:\\s# (.*))?");

  /**
   * A known finding.
   *
   * @param code the code of the finding, or the {@code $id} of a binding document
   * @param file the name of the file as given on the command line
   * @param node the path of the node; empty if the finding is about none
   * @param property the property; empty if the finding is about the node itself
   */
  public record Entry(String code, String file, String node, String property) {

    private static Entry of(String file, FindingKey finding) {
      return new Entry(
          Shown.escaped(finding.schema()),
          Shown.escaped(file),
          Shown.escaped(finding.node()),
          Shown.escaped(finding.member()));
    }

    private static Entry read(String line) {
      String[] parts = (line + TAB + TAB).split(TAB, -1);
      return new Entry(parts[0], parts[1], parts[2], parts[3]);
    }

    private String line() {
      return String.join(TAB, code, file, node, property).stripTrailing();
    }
  }

  /** What people wrote about each finding; empty text if they wrote nothing. By lines. */
  private final Map<String, String> remarks = new TreeMap<>();

  /** Creates a baseline without findings. */
  public Baseline() {}

  /** {@return the baseline in a text; absent if the text has a different format} */
  public static Optional<Baseline> read(String text) {
    if (wrongLine(text) != 0) {
      return Optional.empty();
    }
    Baseline read = new Baseline();
    for (String line : text.lines().toList()) {
      Matcher entry = LINE.matcher(line);
      if (!isRemark(line) && entry.matches()) {
        String remark = entry.group(2);
        read.remarks.put(Entry.read(entry.group(1)).line(), remark == null ? "" : remark.strip());
      }
    }
    return Optional.of(read);
  }

  private static boolean isRemark(String line) {
    return line.isBlank() || line.startsWith("#");
  }

  /**
   * {@return the number of the first line that is not one of a baseline, from 1; 0 if there is
   * none}
   */
  public static int wrongLine(String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!isRemark(lines.get(i)) && !LINE.matcher(lines.get(i)).matches()) {
        return i + 1;
      }
    }
    return 0;
  }

  /**
   * {@return what people wrote about a finding; empty text if they wrote nothing, absent if the
   * finding is not known}
   *
   * @param file the name of the file as given on the command line
   */
  public Optional<String> remark(String file, FindingKey finding) {
    return Optional.ofNullable(remarks.get(Entry.of(file, finding).line()));
  }

  /**
   * {@return whether a finding is known}
   *
   * @param file the name of the file as given on the command line
   */
  public boolean contains(String file, FindingKey finding) {
    return remark(file, finding).isPresent();
  }

  /**
   * Adds a finding.
   *
   * @param file the name of the file as given on the command line
   */
  public void add(String file, FindingKey finding) {
    remarks.putIfAbsent(Entry.of(file, finding).line(), "");
  }

  /**
   * {@return the findings that another baseline lacks}
   *
   * @param wanted the findings to compare
   */
  public List<Entry> without(Baseline other, Predicate<Entry> wanted) {
    return remarks.keySet().stream()
        .filter(line -> !other.remarks.containsKey(line))
        .map(Entry::read)
        .filter(wanted)
        .toList();
  }

  /**
   * {@return this baseline with what people wrote in another one, and with its findings in files
   * and of checks that this run left out}
   *
   * @param isMade whether this run made the check of a finding
   */
  public Baseline completedFrom(Baseline other, Predicate<Entry> isMade) {
    Baseline all = new Baseline();
    all.remarks.putAll(remarks);
    other.remarks.forEach(
        (line, remark) -> {
          if (remarks.containsKey(line) || !isMade.test(Entry.read(line))) {
            all.remarks.put(line, remark);
          }
        });
    return all;
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    remarks.forEach(
        (line, remark) ->
            text.append(line).append(remark.isEmpty() ? "" : "\t# " + remark).append('\n'));
    return text.toString();
  }
}
