// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.dts.grammar.DtsParserBase;
import org.dtbind.dts.syntax.DtsFile;
import org.dtbind.dts.syntax.NodeBody;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.Reference;

/**
 * Builds what a source wrote from the events of a parse: it hands each to the builder of the
 * construct that is open. What has a mistake in it is left out.
 */
final class SyntaxBuilder implements DtsParserBase.Sink {

  private final Literals literals;
  private final Expressions expressions;
  private final Contents contents;
  private final Members members;
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
    this.members = new Members(literals, problems);
    this.statements = new Statements(problems);
  }

  /**
   * Returns what the source wrote.
   *
   * @param lost labels in what was left out; empty where nothing was
   */
  DtsFile build(Origins origins, Optional<Set<String>> lost) {
    return statements.file(plugins > 0, origins, lost);
  }

  /** Returns whether headers contradict each other. */
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
      case DtsParser.RULE_node -> members.openNode();
      case DtsParser.RULE_member -> members.open();
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
      case DtsParser.RULE_member -> members.close();
      case DtsParser.RULE_value -> members.value(contents.close());
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
      case DtsParser.RULE_node -> members.abandonNode();
      case DtsParser.RULE_member -> members.abandon();
      case DtsParser.RULE_value -> contents.abandon();
      case DtsParser.RULE_expression -> expressions.abandon();
      default -> {}
    }
  }

  @Override
  public void token(Token token) {
    boolean label = token.getType() == DtsParser.LABEL;
    switch (parent()) {
      case DtsParser.RULE_header -> plugins += token.getType() == DtsParser.PLUGIN ? 1 : 0;
      case DtsParser.RULE_statement -> {
        if (label) {
          statements.label(label(token));
        } else {
          statements.token(token);
        }
      }
      case DtsParser.RULE_node -> members.nodeToken(token);
      case DtsParser.RULE_prefix -> {
        if (label) {
          members.label(label(token));
        } else {
          members.omit(token);
        }
      }
      case DtsParser.RULE_member -> members.token(token);
      case DtsParser.RULE_item, DtsParser.RULE_cell -> contents.label(label(token));
      case DtsParser.RULE_content -> contents.token(token);
      case DtsParser.RULE_reference -> reference = reference(token);
      case DtsParser.RULE_primary -> expressions.primaryToken(token);
      case DtsParser.RULE_operand -> expressions.unary(token);
      case DtsParser.RULE_operator -> expressions.operator(token);
      case DtsParser.RULE_expression -> expressions.token(token);
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
      case DtsParser.RULE_statement -> statements.target(reference);
      case DtsParser.RULE_cell -> contents.phandle(reference);
      default -> contents.path(reference);
    }
  }

  private void closePrimary() {
    switch (parent()) {
      case DtsParser.RULE_operand -> expressions.operand();
      case DtsParser.RULE_cell -> contents.cell(expressions.primary());
      case DtsParser.RULE_statement -> statements.number(expressions.primary().bits());
      default -> contents.argument(expressions.primary());
    }
  }

  private void closeNode() {
    NodeBody body = members.closeNode();
    if (parent() == DtsParser.RULE_statement) {
      statements.body(body);
    } else {
      members.body(body);
    }
  }
}
