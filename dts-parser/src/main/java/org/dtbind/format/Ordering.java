// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;

/**
 * Finds what differs from the order rules, and sorts it. Only whole lines move. A comment belongs
 * to the statement that follows it directly, or that stands before it on its line; anything else is
 * a wall that nothing is moved across, as is a statement whose meaning depends on the order. One
 * object reads one source.
 */
final class Ordering {

  private final SourceText source;
  private final Set<Rule> rules;
  private final IntPredicate lines;
  private final List<List<OrderedMember>> nodes;

  /** The lines in their new order; lines that are left out are empty. */
  private final List<Bytes> sorted;

  /**
   * Creates an object.
   *
   * @param lines tells by the number of a line, from 1, whether it may change
   */
  Ordering(SourceText source, Set<Rule> rules, IntPredicate lines) {
    this.source = source;
    this.rules = rules;
    this.lines = lines;
    this.nodes = OrderedMembers.of(source);
    this.sorted = new ArrayList<>(source.file().lines());
  }

  /** Returns a finding for each member that belongs before its predecessor, node by node. */
  List<Diagnostic> findings() {
    List<Diagnostic> findings = new ArrayList<>();
    for (List<OrderedMember> members : nodes) {
      Map<Rule, OrderKey> last = new EnumMap<>(Rule.class);
      for (OrderedMember member : members) {
        Optional<OrderKey> key = member.key().filter(k -> rules.contains(k.rule()));
        if (key.isPresent()) {
          Optional<OrderKey> before = Optional.ofNullable(last.put(key.get().rule(), key.get()));
          if (before.isPresent() && key.get().compareTo(before.get()) < 0) {
            finding(member, key.get().rule()).ifPresent(findings::add);
          }
        }
      }
    }
    return findings;
  }

  private Optional<Diagnostic> finding(OrderedMember member, Rule rule) {
    Piece first = source.piece(member.first());
    if (!lines.test(source.file().line(first.start()))) {
      return Optional.empty();
    }
    Origin place = Origin.Source.of(source.file(), first.start(), first.end());
    return Optional.of(Diagnostic.warning(rule, place, rule.message()).help(rule.remedy()));
  }

  /** Returns the source with its lines in another order. */
  Bytes content() {
    for (List<OrderedMember> members : nodes) {
      for (List<OrderedMember> area : areas(members)) {
        sort(area);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(source.text().length);
    sorted.forEach(line -> out.writeBytes(line.toArray()));
    return Bytes.wrap(out.toByteArray());
  }

  /** Returns groups of neighbors that may change their places with each other. */
  private List<List<OrderedMember>> areas(List<OrderedMember> members) {
    List<List<OrderedMember>> areas = new ArrayList<>();
    List<OrderedMember> area = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      boolean fixed = !members.get(i).movable() || source.isBelowMacro(members.get(i).first());
      if (fixed || i > 0 && !follows(members, i)) {
        areas.add(area);
        area = new ArrayList<>();
      }
      if (!fixed) {
        area.add(members.get(i));
      }
    }
    areas.add(area);
    return areas;
  }

  /** Whether nothing but blank lines is between a member and its predecessor of the same kind. */
  private boolean follows(List<OrderedMember> members, int index) {
    OrderedMember before = members.get(index - 1);
    OrderedMember member = members.get(index);
    return before.isNode() == member.isNode() && member.from() == before.to() + 1;
  }

  /** Sorts an area, in runs as short as possible, so that no other line changes. */
  private void sort(List<OrderedMember> area) {
    List<OrderedMember> wanted = new ArrayList<>(area);
    for (Rule rule : rules) {
      List<Integer> places = new ArrayList<>();
      List<OrderedMember> compared = new ArrayList<>();
      for (int i = 0; i < area.size(); i++) {
        if (key(area.get(i)).rule() == rule) {
          places.add(i);
          compared.add(area.get(i));
        }
      }
      compared.sort(Comparator.comparing(Ordering::key));
      for (int i = 0; i < places.size(); i++) {
        wanted.set(places.get(i), compared.get(i));
      }
    }
    Map<OrderedMember, Integer> former = new HashMap<>();
    for (int i = 0; i < area.size(); i++) {
      former.put(area.get(i), i);
    }
    int begin = 0;
    int behind = 0;
    for (int i = 0; i < area.size(); i++) {
      behind = Math.max(behind, former.getOrDefault(wanted.get(i), i) + 1);
      if (behind == i + 1) {
        if (i > begin) {
          replace(area.subList(begin, behind), wanted.subList(begin, behind));
        }
        begin = behind;
      }
    }
  }

  private static OrderKey key(OrderedMember member) {
    return member.key().orElseThrow();
  }

  private void replace(List<OrderedMember> former, List<OrderedMember> wanted) {
    int first = first(former.get(0));
    int behind = behind(former.get(former.size() - 1));
    if (IntStream.range(first, behind).noneMatch(line -> lines.test(line + 1))) {
      return;
    }
    List<Bytes> moved = new ArrayList<>();
    for (int i = 0; i < former.size(); i++) {
      if (i > 0 && former.get(i).isNode()) {
        moved.addAll(sorted.subList(behind(former.get(i - 1)), first(former.get(i))));
      }
      moved.addAll(sorted.subList(first(wanted.get(i)), behind(wanted.get(i))));
    }
    moved.addAll(Collections.nCopies(behind - first - moved.size(), Bytes.empty()));
    Collections.copy(sorted.subList(first, behind), moved);
  }

  /** Returns the first line of a member, from 0. */
  private int first(OrderedMember member) {
    return source.file().line(source.gapEnd(member.from())) - 1;
  }

  private int behind(OrderedMember member) {
    return source.file().line(source.gapStart(member.to() + 1));
  }
}
