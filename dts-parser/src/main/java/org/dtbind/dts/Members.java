// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
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
    private Optional<Token> deletion = Optional.empty();
    private boolean nodeDeletion;
    private Optional<Token> name = Optional.empty();
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

  void nodeToken(Token token) {
    OpenNode node = nodes.getFirst();
    if (token.getType() == DtsParser.LBRACE) {
      node.start = token.getStartIndex();
    }
    node.end = token.getStopIndex() + 1;
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

  /** Takes {@code /omit-if-no-ref/} before a member. */
  void omit(Token token) {
    members.getFirst().omit = Optional.of(Literals.span(token));
  }

  void token(Token token) {
    OpenMember member = members.getFirst();
    switch (token.getType()) {
      case DtsParser.NAME -> member.name = Optional.of(token);
      case DtsParser.DELETE_PROPERTY -> member.deletion = Optional.of(token);
      case DtsParser.DELETE_NODE -> {
        member.deletion = Optional.of(token);
        member.nodeDeletion = true;
      }
      default -> member.end = token.getStopIndex() + 1;
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
    Token nameToken = member.name.orElseThrow();
    String name = literals.name(nameToken);
    OpenNode node = nodes.getFirst();
    if (member.body.isPresent()) {
      node.childSeen = true;
      boolean omitted = member.omit.isPresent();
      node.members.add(
          new Member.Node(
              member.labels, omitted, name, Literals.span(nameToken), member.body.get()));
      return;
    }
    member.omit.ifPresent(
        span ->
            problems.add(SyntaxCode.OUT_OF_PLACE, span, "/omit-if-no-ref/ belongs before a node"));
    Span span = new Span(nameToken.getStartIndex(), member.end);
    if (member.nodeDeletion) {
      node.childSeen = true;
      span = Literals.span(member.deletion.orElseThrow()).to(span);
      node.members.add(new Member.NodeDeletion(name, span));
      return;
    }
    if (node.childSeen) {
      problems.add(
          SyntaxCode.PROPERTY_AFTER_NODE,
          Literals.span(nameToken),
          "property '" + name + "' stands behind a child node");
    }
    if (member.deletion.isPresent()) {
      span = Literals.span(member.deletion.get()).to(span);
      node.members.add(new Member.PropertyDeletion(name, span));
    } else {
      node.members.add(new Member.Property(member.labels, name, member.value, span));
    }
  }
}
