// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Message;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.dts.syntax.DtsFile;
import org.dtbind.dts.syntax.NodeBody;
import org.dtbind.dts.syntax.Statement;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.Reference;
import org.dtbind.tree.Reservation;

/** Builds the statements of a source from the events of the parser. */
final class Statements {

  /** A statement whose end the parser has not reached. */
  private static final class OpenStatement {
    private final List<Label> labels = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();

    /** The first token of the statement; {@code EOF} if it begins with a reference. */
    private int keyword = DtsParser.EOF;

    private int start;
    private int keywordEnd;
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

  void token(int type, int from, int to) {
    if (type == DtsParser.SEMICOLON) {
      statement.end = to;
    } else {
      statement.keyword = type;
      statement.start = from;
      statement.keywordEnd = to;
    }
  }

  void close() {
    switch (statement.keyword) {
      case DtsParser.MEMRESERVE -> closeReservation();
      case DtsParser.SLASH -> {
        noLabels("the root node cannot have a label", 0);
        Span named = new Span(statement.start, statement.keywordEnd);
        statements.add(new Statement.Root(named, statement.body.orElseThrow()));
      }
      case DtsParser.EOF -> {
        noLabels("a node that is written as a reference can have only one label", 1);
        Optional<Label> label = statement.labels.stream().findFirst();
        statements.add(
            new Statement.Extension(
                label, statement.target.orElseThrow(), statement.body.orElseThrow()));
      }
      default -> {
        noLabels("this statement cannot have a label", 0);
        Reference target = statement.target.orElseThrow();
        Span span = new Span(statement.start, statement.end);
        statements.add(
            statement.keyword == DtsParser.DELETE_NODE
                ? new Statement.Deletion(target, span)
                : new Statement.Omission(target, span));
      }
    }
  }

  private void closeReservation() {
    Span span = new Span(statement.start, statement.end);
    if (!statements.isEmpty()) {
      problems.add(
          SyntaxCode.OUT_OF_PLACE,
          span,
          Message.of("{directive} must come before the first node", "/memreserve/"));
    }
    reservations.add(
        new Reservation(
            statement.numbers.get(0), statement.numbers.get(1), statement.labels, span));
  }

  private void noLabels(@CompileTimeConstant final String template, int allowed) {
    if (statement.labels.size() > allowed) {
      problems.add(
          SyntaxCode.OUT_OF_PLACE, statement.labels.get(allowed).span(), Message.of(template));
    }
  }
}
