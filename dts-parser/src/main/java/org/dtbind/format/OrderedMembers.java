// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dtbind.dts.scan.Part.DirectiveKind;
import org.dtbind.format.Piece.PieceKind;
import org.dtbind.format.SourceStatement.StatementKind;

/**
 * Finds the members of all nodes of a source. Which ones have a place is decided as in {@code
 * scripts/dtc/dt-check-style} of Linux, which reads lines: a property and the beginning of a node
 * must begin a line.
 */
final class OrderedMembers {

  /** {@code parse_property_name()} of dt-check-style. */
  private static final Pattern PROPERTY = Pattern.compile("[a-zA-Z0-9#][a-zA-Z0-9,._+#-]*");

  /** {@code re_node_header} of dt-check-style. */
  private static final Pattern NODE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9,._+-]*(?:@[^\\s{]+)?");

  private final SourceText source;

  /** The pieces whose meaning depends on what precedes them. */
  private final BitSet dependent = new BitSet();

  private OrderedMembers(SourceText source) {
    this.source = source;
    for (int i = 0; i < source.size(); i++) {
      dependent.set(i, isDependent(i));
    }
  }

  /** Returns the members of each node, in the order of {@link SourceText#siblings()}. */
  static List<List<OrderedMember>> of(SourceText source) {
    OrderedMembers members = new OrderedMembers(source);
    return source.siblings().stream().map(members::of).toList();
  }

  private List<OrderedMember> of(List<SourceStatement> siblings) {
    Map<String, Integer> properties = new HashMap<>();
    Map<String, Integer> children = new HashMap<>();
    for (SourceStatement statement : siblings) {
      boolean node = statement.kind() == StatementKind.NODE;
      name(statement)
          .ifPresent(name -> (node ? children : properties).merge(name, 1, Integer::sum));
    }
    return siblings.stream().map(one -> member(one, properties, children)).toList();
  }

  private OrderedMember member(
      SourceStatement statement, Map<String, Integer> properties, Map<String, Integer> children) {
    int from = statement.first();
    while (from > 0
        && source.piece(from - 1).isComment()
        && source.feeds(from) == 1
        && source.beginsLine(from - 1)
        && !source.isWrapped(from - 1)) {
      from--;
    }
    int to = statement.end();
    while (to + 1 < source.size()
        && source.piece(to + 1).isComment()
        && source.feeds(to + 1) == 0) {
      to++;
    }
    boolean node = statement.kind() == StatementKind.NODE;
    Optional<String> name = name(statement);
    Optional<OrderKey> key =
        node
            ? name.flatMap(OrderKey::ofNode)
            : name.map(one -> OrderKey.ofProperty(one, properties.keySet()));
    boolean once =
        name.map((node ? children : properties)::get).filter(count -> count == 1).isPresent();
    boolean movable = key.isPresent() && once && isMovable(statement, from, to);
    return new OrderedMember(statement, from, to, name, key, movable);
  }

  private Optional<String> name(SourceStatement head) {
    int first = head.first();
    if (!source.beginsLine(first) || head.kind() == StatementKind.MACRO) {
      return Optional.empty();
    }
    if (head.kind() == StatementKind.PROPERTY) {
      boolean property =
          head.depth() > 0
              && head.last() > first
              && (source.piece(first + 1).is("=") || source.piece(first + 1).is(";"))
              && source.feeds(first + 1) == 0;
      return Optional.of(source.piece(first).text())
          .filter(name -> property && PROPERTY.matcher(name).matches());
    }
    int brace = head.last();
    boolean labelled = brace == first + 3 && source.piece(first + 1).is(":");
    boolean node = (labelled || brace == first + 1) && isOneLine(first, brace);
    return Optional.of(source.piece(brace - 1).text())
        .filter(name -> node && NODE.matcher(name).matches());
  }

  /** Whether the beginning of a node is on one line, with only comments behind it. */
  private boolean isOneLine(int first, int brace) {
    for (int i = first + 1; i <= brace; i++) {
      if (source.feeds(i) > 0) {
        return false;
      }
    }
    return brace + 1 == source.size()
        || source.feeds(brace + 1) > 0
        || source.piece(brace + 1).isComment();
  }

  private boolean isMovable(SourceStatement statement, int from, int to) {
    int first = statement.first();
    boolean written = source.keepsGap(from) || source.keepsGap(first) || source.keepsGap(to + 1);
    boolean ends = to + 1 < source.size() && source.feeds(to + 1) > 0;
    boolean closed = statement.kind() != StatementKind.NODE || statement.end() > statement.last();
    boolean macro = source.piece(first + 1).is(";") && source.piece(first).isCapitals();
    int next = dependent.nextSetBit(first);
    return !written && ends && closed && !macro && from > 0 && (next < 0 || next > statement.end());
  }

  private boolean isDependent(int i) {
    Piece piece = source.piece(i);
    if (piece.kind() == PieceKind.DIRECTIVE) {
      DirectiveKind kind =
          Pieces.directive(source.text(), piece.start()).orElse(DirectiveKind.IGNORED);
      return !kind.opensConditional() && !kind.isBranch() && kind != DirectiveKind.ENDIF;
    }
    boolean reference = i + 1 < source.size() && source.piece(i + 1).text().startsWith("&");
    return piece.is("/include/") || piece.is("/delete-node/") && reference;
  }
}
