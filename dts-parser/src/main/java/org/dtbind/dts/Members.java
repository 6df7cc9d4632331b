// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.dts.syntax.Member;
import org.dtbind.dts.syntax.NodeBody;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.PropertyValue;

/** Builds nodes from their members as they go by. */
final class Members {

  /** A node whose end is still to come. */
  private static final class OpenNode {
    private final List<Member> members = new ArrayList<>();
    private int start;
    private int end;
    private boolean childSeen;
  }

  /** A member whose end is still to come. */
  private static final class OpenMember {
    private final List<Label> labels = new ArrayList<>();
    private Optional<Span> omit = Optional.empty();

    /** {@code /delete-node/} or {@code /delete-property/}; {@code EOF} for neither. */
    private int deletion = DtsParser.EOF;

    private int start = -1;
    private int nameStart;
    private int nameEnd;
    private Optional<NodeBody> body = Optional.empty();
    private PropertyValue value = PropertyValue.EMPTY;
    private int end;
  }

  private final Literals literals;
  private final Literals.Problems problems;
  private final Deque<OpenNode> nodes = new ArrayDeque<>();
  private final Deque<OpenMember> members = new ArrayDeque<>();

  Members(Literals literals, Literals.Problems problems) {
    this.literals = literals;
    this.problems = problems;
  }

  void openNode() {
    nodes.push(new OpenNode());
  }

  void nodeToken(int type, int from, int to) {
    OpenNode node = nodes.getFirst();
    if (type == DtsParser.LBRACE) {
      node.start = from;
    }
    node.end = to;
  }

  /** Ends a node and returns what it holds. */
  NodeBody closeNode() {
    OpenNode node = nodes.pop();
    return new NodeBody(node.members, new Span(node.start, node.end));
  }

  void abandonNode() {
    nodes.pop();
  }

  void abandon() {
    members.pop();
  }

  void open() {
    members.push(new OpenMember());
  }

  void label(Label label) {
    members.getFirst().labels.add(label);
  }

  void token(int type, int from, int to) {
    OpenMember member = members.getFirst();
    switch (type) {
      case DtsParser.NAME -> {
        member.start = member.start < 0 ? from : member.start;
        member.nameStart = from;
        member.nameEnd = to;
      }
      case DtsParser.DELETE_PROPERTY, DtsParser.DELETE_NODE -> {
        member.deletion = type;
        member.start = from;
      }
      case DtsParser.OMIT_IF_NO_REF -> member.omit = Optional.of(new Span(from, to));
      default -> member.end = to;
    }
  }

  void value(PropertyValue value) {
    members.getFirst().value = value;
  }

  void body(NodeBody body) {
    members.getFirst().body = Optional.of(body);
  }

  /** Ends a member, which goes into the node around it. */
  void close() {
    OpenMember member = members.pop();
    String name = literals.name(member.nameStart, member.nameEnd);
    OpenNode node = nodes.getFirst();
    if (member.body.isPresent()) {
      node.childSeen = true;
      boolean omitted = member.omit.isPresent();
      Span named = new Span(member.nameStart, member.nameEnd);
      node.members.add(new Member.Node(member.labels, omitted, name, named, member.body.get()));
      return;
    }
    member.omit.ifPresent(
        span ->
            problems.add(SyntaxCode.OUT_OF_PLACE, span, "/omit-if-no-ref/ belongs before a node"));
    Span span = new Span(member.start, member.end);
    if (member.deletion == DtsParser.DELETE_NODE) {
      node.childSeen = true;
      node.members.add(new Member.NodeDeletion(name, span));
      return;
    }
    if (node.childSeen) {
      problems.add(
          SyntaxCode.PROPERTY_AFTER_NODE,
          new Span(member.nameStart, member.nameEnd),
          "property '" + name + "' stands behind a child node");
    }
    node.members.add(
        member.deletion == DtsParser.DELETE_PROPERTY
            ? new Member.PropertyDeletion(name, span)
            : new Member.Property(member.labels, name, member.value, span));
  }
}
