// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.dts.grammar.DtsParserBase;
import org.dtbind.dts.syntax.DtsFile;
import org.dtbind.dts.syntax.NodeBody;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.Reference;

/**
 * Builds the statements of a source from the events of the parser. It forwards each event to the
 * builder of the innermost open construct, and drops constructs that contain an error.
 */
final class SyntaxBuilder implements DtsParserBase.Sink {

  private final Literals literals;
  private final Expressions expressions;
  private final Contents contents;
  private final BodyBuilder bodies;
  private final Statements statements;
  private int[] rules = new int[64];
  private int depth;
  private Reference reference = new Reference("", Span.NONE);
  private int headers;
  private int plugins;

  SyntaxBuilder(byte[] text, Literals.Problems problems, Contents.Files files) {
    this.literals = new Literals(text, problems);
    this.expressions = new Expressions(literals, problems);
    this.contents = new Contents(literals, problems, files);
    this.bodies = new BodyBuilder(literals, problems);
    this.statements = new Statements(problems);
  }

  /**
   * Returns the result of the parse.
   *
   * @param lost the labels of the source if parts with errors were dropped; otherwise empty
   */
  DtsFile build(Origins origins, Optional<Set<String>> lost) {
    return statements.file(plugins > 0 || headers == 0, origins, lost);
  }

  /** Whether some headers contain {@code /plugin/} and others do not. */
  boolean headersDiffer() {
    return plugins > 0 && plugins < headers;
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
      case DtsParser.RULE_statement -> statements.open();
      case DtsParser.RULE_node -> bodies.openNode();
      case DtsParser.RULE_member -> bodies.open();
      case DtsParser.RULE_value -> contents.open();
      case DtsParser.RULE_expression -> expressions.open();
      default -> {}
    }
  }

  @Override
  public void exit(int rule) {
    depth--;
    switch (rule) {
      case DtsParser.RULE_statement -> statements.close();
      case DtsParser.RULE_node -> closeNode();
      case DtsParser.RULE_member -> bodies.close();
      case DtsParser.RULE_value -> bodies.value(contents.close(), contents.refers());
      case DtsParser.RULE_content -> contents.closeContent();
      case DtsParser.RULE_reference -> closeReference();
      case DtsParser.RULE_primary -> closePrimary();
      case DtsParser.RULE_expression -> expressions.close(parent() == DtsParser.RULE_expression);
      default -> {}
    }
  }

  @Override
  public void abandon(int rule) {
    depth--;
    switch (rule) {
      case DtsParser.RULE_node -> bodies.abandonNode();
      case DtsParser.RULE_member -> bodies.abandon();
      case DtsParser.RULE_value -> contents.abandon();
      case DtsParser.RULE_expression -> expressions.abandon();
      default -> {}
    }
  }

  @Override
  public void token(int type, int from, int to) {
    boolean label = type == DtsParser.LABEL;
    switch (parent()) {
      case DtsParser.RULE_header -> plugins += type == DtsParser.PLUGIN ? 1 : 0;
      case DtsParser.RULE_statement -> {
        if (label) {
          statements.label(label(from, to));
        } else {
          statements.token(type, from, to);
        }
      }
      case DtsParser.RULE_node -> bodies.nodeToken(type, from, to);
      case DtsParser.RULE_member -> {
        if (label) {
          bodies.label(label(from, to));
        } else {
          bodies.token(type, from, to);
        }
      }
      case DtsParser.RULE_value -> {
        if (label) {
          contents.label(label(from, to));
        }
      }
      case DtsParser.RULE_content -> {
        if (contents.inCells()) {
          cellToken(type, from, to);
        } else {
          contents.token(type, from, to);
        }
      }
      case DtsParser.RULE_reference -> reference = reference(type, from, to);
      case DtsParser.RULE_primary -> expressions.primaryToken(type, from, to);
      case DtsParser.RULE_operand -> expressions.unary(type);
      case DtsParser.RULE_operator -> expressions.operator(type);
      case DtsParser.RULE_expression -> expressions.token(type);
      default -> {}
    }
  }

  /** Accepts a token between {@code <} and {@code >}. */
  private void cellToken(int type, int from, int to) {
    switch (type) {
      case DtsParser.LPAREN -> expressions.primaryToken(type, from, to);
      case DtsParser.INTEGER, DtsParser.CHARACTER, DtsParser.RPAREN -> {
        expressions.primaryToken(type, from, to);
        contents.cell(expressions);
      }
      case DtsParser.LABEL_REFERENCE, DtsParser.PATH_REFERENCE ->
          contents.phandle(reference(type, from, to));
      case DtsParser.LABEL -> contents.label(label(from, to));
      default -> contents.closeCells();
    }
  }

  private Label label(int from, int to) {
    return new Label(literals.text(from, to - 1), new Span(from, to));
  }

  private Reference reference(int type, int from, int to) {
    boolean path = type == DtsParser.PATH_REFERENCE;
    String target = path ? literals.text(from + 2, to - 1) : literals.text(from + 1, to);
    return new Reference(target, new Span(from, to));
  }

  private void closeReference() {
    if (parent() == DtsParser.RULE_statement) {
      statements.target(reference);
    } else {
      contents.path(reference);
    }
  }

  private void closePrimary() {
    switch (parent()) {
      case DtsParser.RULE_operand -> expressions.operand();
      case DtsParser.RULE_statement -> statements.number(expressions.bits());
      default -> contents.argument(expressions);
    }
  }

  private void closeNode() {
    NodeBody body = bodies.closeNode();
    if (parent() == DtsParser.RULE_statement) {
      statements.body(body);
    } else {
      bodies.body(body);
    }
  }
}
