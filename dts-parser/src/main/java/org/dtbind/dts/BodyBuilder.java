// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.diag.Message;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.dts.syntax.Member;
import org.dtbind.dts.syntax.NodeBody;
import org.dtbind.source.Span;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.PropertyValue;
import org.jspecify.annotations.Nullable;

/** Builds the bodies of nodes from the events of the parser. */
final class BodyBuilder {

  /** A node whose closing brace the parser has not reached. */
  private static final class OpenNode {
    private final List<Member> members = new ArrayList<>();
    private int start;
    private int end;
    private boolean childSeen;

    void clear() {
      members.clear();
      childSeen = false;
    }
  }

  /** A member whose end the parser has not reached. */
  private static final class OpenMember {
    private final List<Label> labels = new ArrayList<>();
    private Span omit = Span.NONE;

    /**
     * {@code DELETE_NODE} or {@code DELETE_PROPERTY}; {@code EOF} if the member is not a deletion.
     */
    private int deletion = DtsParser.EOF;

    private int start = -1;
    private int nameStart;
    private int nameEnd;
    private @Nullable NodeBody body;
    private PropertyValue value = PropertyValue.EMPTY;
    private boolean refers;
    private int end;

    /**
     * Returns an immutable constant if there are no labels, which avoids a copy for most members.
     */
    List<Label> labels() {
      return labels.isEmpty() ? List.of() : labels;
    }

    void clear() {
      labels.clear();
      omit = Span.NONE;
      deletion = DtsParser.EOF;
      start = -1;
      body = null;
      value = PropertyValue.EMPTY;
      refers = false;
    }
  }

  private final Literals literals;
  private final Literals.Problems problems;

  /**
   * The open nodes, the innermost last. Elements at index {@code openNodes} and above are reused.
   */
  private final List<OpenNode> nodes = new ArrayList<>();

  private int openNodes;

  /**
   * The open members, the innermost last. Elements at index {@code openMembers} and above are
   * reused.
   */
  private final List<OpenMember> members = new ArrayList<>();

  private int openMembers;

  BodyBuilder(Literals literals, Literals.Problems problems) {
    this.literals = literals;
    this.problems = problems;
  }

  private OpenNode node() {
    return nodes.get(openNodes - 1);
  }

  private OpenMember member() {
    return members.get(openMembers - 1);
  }

  void openNode() {
    if (openNodes == nodes.size()) {
      nodes.add(new OpenNode());
    }
    nodes.get(openNodes++).clear();
  }

  void nodeToken(int type, int from, int to) {
    OpenNode node = node();
    if (type == DtsParser.LBRACE) {
      node.start = from;
    }
    node.end = to;
  }

  NodeBody closeNode() {
    OpenNode node = node();
    openNodes--;
    return new NodeBody(node.members, new Span(node.start, node.end));
  }

  void abandonNode() {
    openNodes--;
  }

  void abandon() {
    openMembers--;
  }

  void open() {
    if (openMembers == members.size()) {
      members.add(new OpenMember());
    }
    members.get(openMembers++).clear();
  }

  void label(Label label) {
    member().labels.add(label);
  }

  void token(int type, int from, int to) {
    OpenMember member = member();
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
      case DtsParser.OMIT_IF_NO_REF -> member.omit = new Span(from, to);
      default -> member.end = to;
    }
  }

  void value(PropertyValue value, boolean refers) {
    OpenMember member = member();
    member.value = value;
    member.refers = refers;
  }

  void body(NodeBody body) {
    member().body = body;
  }

  /** Ends a member and adds it to the node around it. */
  void close() {
    OpenMember member = member();
    openMembers--;
    String name = literals.name(member.nameStart, member.nameEnd);
    OpenNode node = node();
    NodeBody body = member.body;
    if (body != null) {
      node.childSeen = true;
      boolean omitted = member.omit.isKnown();
      Span named = new Span(member.nameStart, member.nameEnd);
      node.members.add(new Member.Node(member.labels(), omitted, name, named, body));
      return;
    }
    if (member.omit.isKnown()) {
      problems.add(
          SyntaxCode.OUT_OF_PLACE,
          member.omit,
          Message.of("{directive} must come directly before a child node", "/omit-if-no-ref/"));
    }
    Span span = new Span(member.start, member.end);
    if (member.deletion == DtsParser.DELETE_NODE) {
      node.childSeen = true;
      node.members.add(new Member.NodeDeletion(name, span));
      return;
    }
    if (node.childSeen) {
      problems.add(
          SyntaxCode.PROPERTY_AFTER_NODE,
          span,
          Message.of("property '{property}' follows a child node", name));
    }
    node.members.add(
        member.deletion == DtsParser.DELETE_PROPERTY
            ? new Member.PropertyDeletion(name, span)
            : new Member.Property(
                new DtProperty(name, member.value, member.labels(), List.of(span)), member.refers));
  }
}
