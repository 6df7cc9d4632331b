// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.dts.syntax.DtsFile;
import org.dtbind.dts.syntax.NodeBody;
import org.dtbind.dts.syntax.Statement;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.Reference;
import org.dtbind.tree.Reservation;

/** Builds the statements of a source as they go by. */
final class Statements {

  /** A statement whose end is still to come. */
  private static final class OpenStatement {
    private final List<Label> labels = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private Optional<Token> keyword = Optional.empty();
    private Optional<Reference> target = Optional.empty();
    private Optional<NodeBody> body = Optional.empty();
    private int end;
  }

  private final Literals.Problems problems;
  private final List<Statement> statements = new ArrayList<>();
  private final List<Reservation> reservations = new ArrayList<>();
  private OpenStatement statement = new OpenStatement();

  Statements(Literals.Problems problems) {
    this.problems = problems;
  }

  DtsFile file(boolean plugin, Origins origins, Optional<Set<String>> lost) {
    return new DtsFile(plugin, reservations, statements, origins, lost);
  }

  void open() {
    statement = new OpenStatement();
  }

  void label(Label label) {
    statement.labels.add(label);
  }

  void target(Reference target) {
    statement.target = Optional.of(target);
  }

  void number(long number) {
    statement.numbers.add(number);
  }

  void body(NodeBody body) {
    statement.body = Optional.of(body);
  }

  void token(Token token) {
    if (token.getType() == DtsParser.SEMICOLON) {
      statement.end = token.getStopIndex() + 1;
    } else {
      statement.keyword = Optional.of(token);
    }
  }

  /** Ends a statement. */
  void close() {
    int keyword = statement.keyword.map(Token::getType).orElse(DtsParser.EOF);
    switch (keyword) {
      case DtsParser.MEMRESERVE -> closeReservation();
      case DtsParser.SLASH -> {
        noLabels("the root", 0);
        statements.add(
            new Statement.Root(
                Literals.span(statement.keyword.orElseThrow()), statement.body.orElseThrow()));
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
}
