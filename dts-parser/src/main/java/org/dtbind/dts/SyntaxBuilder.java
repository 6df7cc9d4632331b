// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.dtbind.dts.Arithmetic.Value;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.dts.grammar.DtsParserBase;
import org.dtbind.dts.syntax.DtsFile;
import org.dtbind.dts.syntax.Member;
import org.dtbind.dts.syntax.NodeBody;
import org.dtbind.dts.syntax.Statement;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;
import org.dtbind.tree.Reservation;

/** Builds what a source wrote from the events of a parse that succeeds. */
final class SyntaxBuilder implements DtsParserBase.Sink {

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

  /** A statement whose end is still to come. */
  private static final class OpenStatement {
    private final List<Label> labels = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private Optional<Token> keyword = Optional.empty();
    private Optional<Reference> target = Optional.empty();
    private Optional<NodeBody> body = Optional.empty();
    private int end;
  }

  private final Literals literals;
  private final Literals.Problems problems;
  private final Arithmetic arithmetic;
  private final Contents contents;
  private final List<Statement> statements = new ArrayList<>();
  private final List<Reservation> reservations = new ArrayList<>();
  private final Deque<OpenNode> nodes = new ArrayDeque<>();
  private final Deque<OpenMember> members = new ArrayDeque<>();
  private final Deque<Integer> primaryStarts = new ArrayDeque<>();
  private OpenStatement statement = new OpenStatement();
  private int[] rules = new int[64];
  private int depth;
  private Value primary = new Value(0, Span.NONE);
  private Reference reference = new Reference("", Span.NONE);
  private int headers;
  private int plugins;

  SyntaxBuilder(byte[] text, Literals.Problems problems, Contents.Files files) {
    this.literals = new Literals(text, problems);
    this.problems = problems;
    this.arithmetic =
        new Arithmetic(span -> problems.add(SyntaxCode.DIVISION_BY_ZERO, span, "division by zero"));
    this.contents = new Contents(literals, problems, files);
  }

  DtsFile build(Origins origins) {
    return new DtsFile(plugins > 0, reservations, statements, origins);
  }

  private int parent() {
    return depth == 0 ? -1 : rules[depth - 1];
  }

  @Override
  public void enter(int rule) {
    if (depth == rules.length) {
      rules = Arrays.copyOf(rules, depth * 2);
    }
    rules[depth++] = rule;
    switch (rule) {
      case DtsParser.RULE_header -> headers++;
      case DtsParser.RULE_statement -> statement = new OpenStatement();
      case DtsParser.RULE_node -> nodes.push(new OpenNode());
      case DtsParser.RULE_member -> members.push(new OpenMember());
      case DtsParser.RULE_value -> contents.open();
      case DtsParser.RULE_expression -> arithmetic.open();
      default -> {}
    }
  }

  @Override
  public void exit(int rule) {
    depth--;
    switch (rule) {
      case DtsParser.RULE_statement -> closeStatement();
      case DtsParser.RULE_node -> closeNode();
      case DtsParser.RULE_member -> closeMember();
      case DtsParser.RULE_value -> members.getFirst().value = contents.close();
      case DtsParser.RULE_content -> contents.closeContent();
      case DtsParser.RULE_reference -> closeReference();
      case DtsParser.RULE_primary -> closePrimary();
      case DtsParser.RULE_expression -> closeExpression();
      default -> {}
    }
  }

  @Override
  public void token(Token token) {
    switch (parent()) {
      case DtsParser.RULE_header -> plugins += token.getType() == DtsParser.PLUGIN ? 1 : 0;
      case DtsParser.RULE_statement -> statementToken(token);
      case DtsParser.RULE_node -> nodeToken(token);
      case DtsParser.RULE_prefix -> prefixToken(token);
      case DtsParser.RULE_member -> memberToken(token);
      case DtsParser.RULE_item, DtsParser.RULE_cell -> contents.label(label(token));
      case DtsParser.RULE_content -> contents.token(token);
      case DtsParser.RULE_reference -> reference = reference(token);
      case DtsParser.RULE_primary -> primaryToken(token);
      case DtsParser.RULE_operand -> arithmetic.unary(token.getType());
      case DtsParser.RULE_operator -> arithmetic.operator(token);
      case DtsParser.RULE_expression -> {
        if (token.getType() == DtsParser.QUESTION) {
          arithmetic.question();
        }
      }
      default -> {}
    }
  }

  private Label label(Token token) {
    return new Label(literals.inner(token, 0, 1), Literals.span(token));
  }

  private Reference reference(Token token) {
    boolean path = token.getType() == DtsParser.PATH_REFERENCE;
    return new Reference(literals.inner(token, path ? 2 : 1, path ? 1 : 0), Literals.span(token));
  }

  private void closeReference() {
    switch (parent()) {
      case DtsParser.RULE_statement -> statement.target = Optional.of(reference);
      case DtsParser.RULE_cell -> contents.phandle(reference);
      default -> contents.path(reference);
    }
  }

  private void primaryToken(Token token) {
    switch (token.getType()) {
      case DtsParser.INTEGER -> primary = literals.integer(token);
      case DtsParser.CHARACTER -> primary = literals.character(token);
      case DtsParser.LPAREN -> primaryStarts.push(token.getStartIndex());
      default ->
          primary =
              new Value(primary.bits(), new Span(primaryStarts.pop(), token.getStopIndex() + 1));
    }
  }

  private void closePrimary() {
    switch (parent()) {
      case DtsParser.RULE_operand -> arithmetic.operand(primary);
      case DtsParser.RULE_cell -> contents.cell(primary);
      case DtsParser.RULE_statement -> statement.numbers.add(primary.bits());
      default -> contents.argument(primary);
    }
  }

  private void closeExpression() {
    Value value = arithmetic.close();
    if (parent() == DtsParser.RULE_expression) {
      arithmetic.branch(value);
    } else {
      primary = value;
    }
  }

  private void prefixToken(Token token) {
    if (token.getType() == DtsParser.LABEL) {
      members.getFirst().labels.add(label(token));
    } else {
      members.getFirst().omit = Optional.of(Literals.span(token));
    }
  }

  private void memberToken(Token token) {
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

  private void closeMember() {
    OpenMember member = members.pop();
    Token nameToken = member.name.orElseThrow();
    String name = literals.name(nameToken);
    OpenNode node = nodes.getFirst();
    if (member.body.isPresent()) {
      node.childSeen = true;
      boolean omitted = member.omit.isPresent();
      node.members.add(new Member.Node(member.labels, omitted, name, member.body.get()));
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

  private void nodeToken(Token token) {
    OpenNode node = nodes.getFirst();
    if (token.getType() == DtsParser.LBRACE) {
      node.start = token.getStartIndex();
    }
    node.end = token.getStopIndex() + 1;
  }

  private void closeNode() {
    OpenNode node = nodes.pop();
    NodeBody body = new NodeBody(node.members, new Span(node.start, node.end));
    if (parent() == DtsParser.RULE_statement) {
      statement.body = Optional.of(body);
    } else {
      members.getFirst().body = Optional.of(body);
    }
  }

  private void statementToken(Token token) {
    if (token.getType() == DtsParser.LABEL) {
      statement.labels.add(label(token));
    } else if (token.getType() == DtsParser.SEMICOLON) {
      statement.end = token.getStopIndex() + 1;
    } else {
      statement.keyword = Optional.of(token);
    }
  }

  private void closeStatement() {
    int keyword = statement.keyword.map(Token::getType).orElse(DtsParser.EOF);
    switch (keyword) {
      case DtsParser.MEMRESERVE -> closeReservation();
      case DtsParser.SLASH -> {
        noLabels("the root", 0);
        statements.add(new Statement.Root(statement.body.orElseThrow()));
      }
      case DtsParser.EOF -> {
        noLabels("a node named by reference", 1);
        Optional<Label> label = statement.labels.stream().findFirst();
        statements.add(
            new Statement.Extension(
                label, statement.target.orElseThrow(), statement.body.orElseThrow()));
      }
      default -> {
        noLabels("a statement", 0);
        Reference target = statement.target.orElseThrow();
        Span start = Literals.span(statement.keyword.orElseThrow());
        Span span = new Span(start.start(), statement.end);
        statements.add(
            keyword == DtsParser.DELETE_NODE
                ? new Statement.Deletion(target, span)
                : new Statement.Omission(target, span));
      }
    }
  }

  private void closeReservation() {
    Span start = Literals.span(statement.keyword.orElseThrow());
    Span span = new Span(start.start(), statement.end);
    if (!statements.isEmpty()) {
      problems.add(SyntaxCode.OUT_OF_PLACE, span, "/memreserve/ must stand before the first node");
    }
    reservations.add(
        new Reservation(
            statement.numbers.get(0), statement.numbers.get(1), statement.labels, span));
  }

  private void noLabels(String what, int allowed) {
    if (statement.labels.size() > allowed) {
      String message =
          what + " cannot be given " + (allowed == 0 ? "a label" : "two labels") + " here";
      problems.add(SyntaxCode.OUT_OF_PLACE, statement.labels.get(allowed).span(), message);
    }
  }

  /** Returns whether headers contradict each other. */
  boolean headersDiffer() {
    return plugins > 0 && plugins < headers;
  }
}
