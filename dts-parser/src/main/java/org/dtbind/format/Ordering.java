// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.format.Piece.PieceKind;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;

/**
 * Finds what differs from the order rules, and sorts it. Only whole lines move: a statement with
 * the comments that describe it. Where it is not certain what a comment describes, its surroundings
 * stay as they are, as do statements whose meaning depends on the order. One object reads one
 * source.
 */
final class Ordering {

  /** A comment that is code, or that may describe more than the statement below it. */
  private static final Pattern UNCLEAR =
      Pattern.compile(
          "[;{}]|(?i)\\b(?:above|below|following|next|previous|preceding|these|those|both|all|rest"
              + "|others?|start|begin|end|first|last|before|after|order|must)\\b");

  private static final Pattern WORD = Pattern.compile("[a-z0-9]++");

  private final SourceText source;
  private final Set<Rule> rules;
  private final IntPredicate lines;
  private final List<List<OrderedMember>> nodes;

  /** The lines in their new order; lines that are left out are empty. */
  private final List<Bytes> sorted;

  /**
   * Creates an object.
   *
   * @param rules the rules that apply
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
    return Optional.of(
        Diagnostic.warning(rule, place, source.message(rule, first.start())).help(rule.remedy()));
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
    int i = 0;
    while (i < members.size()) {
      int end = sectionEnd(members, i);
      boolean clear = !members.get(i).isCommented() || end == i + 1 && describesOne(members, i);
      int held = clear ? i : heldEnd(members, i, end);
      boolean follows = i > 0 && follows(members, i);
      if (!clear || !follows) {
        areas.add(area);
        area = new ArrayList<>();
      }
      for (int at = i; at < end; at++) {
        if (isFixed(members, at) || at < held) {
          areas.add(area);
          area = new ArrayList<>();
        } else {
          area.add(members.get(at));
        }
      }
      if (!clear) {
        areas.add(area);
        area = new ArrayList<>();
      }
      i = end;
    }
    areas.add(area);
    return areas;
  }

  /**
   * Returns the index behind the members that the comment above a member may describe: up to the
   * next comment, and of properties, up to a blank line.
   */
  private int sectionEnd(List<OrderedMember> members, int begin) {
    int end = begin + 1;
    while (end < members.size()
        && follows(members, end)
        && !members.get(end).isCommented()
        && (members.get(end).isNode() || source.feeds(members.get(end).from()) == 1)) {
      end++;
    }
    return end;
  }

  /**
   * Returns the index behind the members of a section that stay below its comment: of properties,
   * all. The comment above a node describes this node, all in the section, or the first ones, which
   * then share a word with it that the others do not have.
   */
  private int heldEnd(List<OrderedMember> members, int begin, int end) {
    OrderedMember first = members.get(begin);
    if (!first.isNode()) {
      return end;
    }
    int comment = source.piece(first.from()).start();
    Set<String> shared = words(name(first));
    Set<String> described = words(source.slice(comment, source.gapStart(first.first())));
    described.addAll(shared);
    for (OrderedMember member : members.subList(begin, end)) {
      shared.retainAll(words(name(member)));
    }
    described.removeAll(shared);
    int held = begin + 1;
    int related = 1;
    for (int i = begin + 1; i < end; i++) {
      if (!Collections.disjoint(described, words(name(members.get(i))))) {
        held = i + 1;
        related++;
      }
    }
    return related == end - begin ? begin + 1 : held;
  }

  private static String name(OrderedMember node) {
    return node.name().map(name -> name.replaceFirst("@.*", "")).orElse("");
  }

  /** Returns the words without their numbers: that of uart0 and uart1 is uart. */
  private static Set<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(word -> withoutNumber(word.group()))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String withoutNumber(String word) {
    int end = word.length();
    while (end > 0 && word.charAt(end - 1) <= '9') {
      end--;
    }
    return word.substring(0, end);
  }

  /** Whether nothing but blank lines is between a member and its predecessor of the same kind. */
  private boolean follows(List<OrderedMember> members, int index) {
    OrderedMember before = members.get(index - 1);
    OrderedMember member = members.get(index);
    return before.isNode() == member.isNode() && member.from() == before.to() + 1;
  }

  /** Whether the comment above a member, which has no others in its section, describes only it. */
  private boolean describesOne(List<OrderedMember> members, int index) {
    OrderedMember member = members.get(index);
    int next = member.to() + 1;
    boolean ends =
        next == source.size()
            || source.piece(next).is("}")
            || source.piece(next).isComment()
            || !member.isNode() && source.feeds(next) > 1;
    boolean remarked =
        index > 0 && members.get(index - 1).isRemarked() && source.feeds(member.from()) == 1;
    // The first comment in a node may describe the node.
    return ends && !remarked && index > 0 && isClear(member);
  }

  private boolean isClear(OrderedMember member) {
    boolean single = member.first() == member.from() + 1;
    for (int i = member.from(); i < member.first(); i++) {
      Piece piece = source.piece(i);
      String text = source.slice(piece.start(), piece.end());
      if (!single && piece.kind() != PieceKind.LINE_COMMENT || UNCLEAR.matcher(text).find()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a member stays: a comment next to it, which is not directly above a member, may
   * describe it, or its place among the others.
   */
  private boolean isFixed(List<OrderedMember> members, int index) {
    OrderedMember member = members.get(index);
    if (!member.movable() || source.isBelowMacro(member.first())) {
      return true;
    }
    int next = member.to() + 1;
    boolean below = source.piece(next).isComment();
    boolean ofNext = index + 1 < members.size() && members.get(index + 1).from() == next;
    boolean continued = member.isRemarked() && below && source.feeds(next) == 1;
    int before = member.from() - 1;
    boolean above = source.piece(before).isComment() && source.beginsLine(before);
    return continued || below && !ofNext || above;
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
