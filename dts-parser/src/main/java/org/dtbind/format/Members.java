// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dtbind.dts.scan.Part;
import org.dtbind.format.Piece.Kind;

/**
 * Finds the members of all nodes of a source. Which ones have a place is decided as in {@code
 * scripts/dtc/dt-check-style} of Linux, which reads lines: a property and the beginning of a node
 * must begin a line.
 */
final class Members {

  /** {@code parse_property_name()} of dt-check-style. */
  private static final Pattern PROPERTY = Pattern.compile("[a-zA-Z0-9#][a-zA-Z0-9,._+#-]*");

  /** {@code re_node_header} of dt-check-style. */
  private static final Pattern NODE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9,._+-]*(?:@[^\\s{]+)?");

  /** A node whose end was not read yet. */
  private record Open(Optional<Statement> head, List<Member> members) {}

  private final SourceText source;

  /** By piece: how many pieces before it depend on what precedes them. */
  private final int[] dependent;

  /** By piece: how many conditionals are around it. */
  private final int[] conditionals;

  private final List<Open> open = new ArrayList<>();
  private final List<List<Member>> nodes = new ArrayList<>();

  private Members(SourceText source) {
    this.source = source;
    this.dependent = new int[source.size() + 1];
    this.conditionals = new int[source.size() + 1];
    for (int i = 0; i < source.size(); i++) {
      dependent[i + 1] = dependent[i] + (isDependent(i) ? 1 : 0);
      conditionals[i + 1] = conditionals[i] + opened(i);
    }
  }

  /** Returns the members of each node; a node follows all nodes in it, and the file is last. */
  static List<List<Member>> of(SourceText source) {
    return new Members(source).read();
  }

  private List<List<Member>> read() {
    open.add(new Open(Optional.empty(), new ArrayList<>()));
    for (Statement statement : source.statements()) {
      // Parts of a conditional may begin a node several times.
      while (open.size() > statement.depth() + 1 && statement.kind() != Statement.Kind.CLOSE) {
        close(Optional.empty());
      }
      switch (statement.kind()) {
        case NODE -> open.add(new Open(Optional.of(statement), new ArrayList<>()));
        case CLOSE -> {
          if (open.size() > 1) {
            close(Optional.of(statement));
          }
        }
        case PROPERTY, MACRO -> members().add(member(statement, statement.last(), true));
      }
    }
    while (open.size() > 1) {
      close(Optional.empty());
    }
    nodes.add(complete(members()));
    return nodes;
  }

  private List<Member> members() {
    return open.get(open.size() - 1).members();
  }

  private void close(Optional<Statement> end) {
    Open node = open.remove(open.size() - 1);
    nodes.add(complete(node.members()));
    Statement head = node.head().orElseThrow();
    int last = end.map(Statement::last).orElse(head.last());
    members().add(member(head, last, end.isPresent()));
  }

  private Member member(Statement head, int last, boolean closed) {
    int first = head.first();
    int from = first;
    while (from > 0
        && source.piece(from - 1).isComment()
        && source.feeds(from) == 1
        && source.beginsLine(from - 1)) {
      from--;
    }
    int to = last;
    while (to + 1 < source.size()
        && source.piece(to + 1).isComment()
        && source.feeds(to + 1) == 0) {
      to++;
    }
    Optional<String> name = name(head);
    boolean movable = closed && name.isPresent() && isMovable(from, first, last, to);
    return new Member(head.kind(), from, first, last, to, name, Optional.empty(), movable);
  }

  private Optional<String> name(Statement head) {
    int first = head.first();
    if (!source.beginsLine(first) || head.kind() == Statement.Kind.MACRO) {
      return Optional.empty();
    }
    if (head.kind() == Statement.Kind.PROPERTY) {
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

  private boolean isMovable(int from, int first, int last, int to) {
    boolean written = source.keepsGap(from) || source.keepsGap(first) || source.keepsGap(to + 1);
    boolean ends = to + 1 < source.size() && source.feeds(to + 1) > 0;
    boolean macro = source.piece(first + 1).is(";") && source.piece(first).isCapitals();
    return !written
        && ends
        && !macro
        && from > 0
        && dependent[first] == dependent[last + 1]
        && conditionals[first] == conditionals[last + 1];
  }

  /** Whether the meaning of a piece depends on what precedes it: a definition, a deletion. */
  private boolean isDependent(int i) {
    Piece piece = source.piece(i);
    if (piece.kind() == Kind.DIRECTIVE) {
      return opened(i) == 0 && !directive(i).isBranch();
    }
    boolean reference = i + 1 < source.size() && source.piece(i + 1).text().startsWith("&");
    return piece.is("/include/") || piece.is("/delete-node/") && reference;
  }

  private Part.Kind directive(int i) {
    return Pieces.directive(source.text(), source.piece(i).start()).orElse(Part.Kind.IGNORED);
  }

  /** Returns by how many conditionals there are more behind a piece. */
  private int opened(int i) {
    if (source.piece(i).kind() != Kind.DIRECTIVE) {
      return 0;
    }
    Part.Kind kind = directive(i);
    return kind.opensConditional() ? 1 : kind == Part.Kind.ENDIF ? -1 : 0;
  }

  /** Adds the places, which depend on the siblings. */
  private static List<Member> complete(List<Member> members) {
    Map<String, Integer> properties = new HashMap<>();
    Map<String, Integer> children = new HashMap<>();
    for (Member member : members) {
      Map<String, Integer> counts = member.isNode() ? children : properties;
      member.name().ifPresent(name -> counts.merge(name, 1, Integer::sum));
    }
    Set<String> names = properties.keySet();
    List<Member> complete = new ArrayList<>(members.size());
    for (Member member : members) {
      Map<String, Integer> counts = member.isNode() ? children : properties;
      Optional<OrderKey> key =
          member
              .name()
              .flatMap(
                  name ->
                      member.isNode()
                          ? OrderKey.ofNode(name)
                          : Optional.of(OrderKey.ofProperty(name, names)));
      boolean once = member.name().map(counts::get).filter(count -> count == 1).isPresent();
      complete.add(member.at(key, once));
    }
    return complete;
  }
}
