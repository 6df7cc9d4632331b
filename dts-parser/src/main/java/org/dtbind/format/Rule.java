// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.diag.Code;
import org.dtbind.diag.Message;

/**
 * The rules of style. Those that Linux's {@code scripts/dtc/dt-check-style} also has, have its
 * names and report the same.
 */
public enum Rule implements Code {
  /** Blanks at the end of a line. */
  TRAILING_WHITESPACE(
      "A line ends with blanks.", Message.of("blanks at the end of the line"), "remove the blanks"),
  /** Tabs and spaces in the indentation of one line. */
  MIXED_INDENT_CHARS(
      "The indentation of a line mixes tabs and spaces.",
      Message.of("the indentation mixes tabs and spaces"),
      "indent with tabs"),
  /** Indentation by spaces. */
  INDENT_UNIT_DTS(
      "A line is indented by spaces instead of one tab for each level.",
      Message.of("the line is indented by spaces"),
      "indent with tabs"),
  /** A wrong number of tabs. */
  INDENT_CONSISTENT(
      "The indentation of a line is not one tab for each level.",
      Message.of("the indentation is not one tab for each level"),
      "indent with one tab for each level"),
  /** Blank lines where there should be none. */
  BLANK_LINES(
      "Two blank lines follow each other, or a node begins or ends with a blank line.",
      Message.of("unnecessary blank line"),
      "remove the blank line"),
  /** No blank line before a child node. */
  CHILD_BLANK_LINES(
      "No blank line precedes a child node. Child nodes may follow each other without blank lines "
          + "if all in their parent do.",
      Message.of("a blank line must precede this child node"),
      "insert a blank line"),
  /** No blank line before a child node or {@code status}. */
  REQUIRED_BLANK_LINES(
      "No blank line precedes a child node or \"status\".",
      Message.of("a blank line must precede child nodes and \"status\""),
      "insert a blank line"),
  /** Capital letters in hexadecimal numbers. */
  HEX_CASE(
      "A hexadecimal number contains capital letters.",
      Message.of("hexadecimal numbers must be in lower case"),
      "change the number to lower case"),
  /** Blanks inside of angle brackets, and between bytes. */
  VALUE_WHITESPACE(
      "Blanks follow '<' or precede '>', or the bytes in [] are not separated by one blank each.",
      Message.of("the blanks inside of <> or [] are not the usual ones"),
      "write '<1 2>' and '[00 11]'"),
  /** Blanks between the parts of a statement. */
  STATEMENT_WHITESPACE(
      "There is not one blank before and after '=', after the colon of a label, before '{' and "
          + "after ',', or there is a blank before ';', ',' or the colon. Columns of neighboring "
          + "lines stay.",
      Message.of("the blanks in this statement are not the usual ones"),
      "write 'label: node {', 'name = <1>, <2>;'"),
  /** Several statements in one line. */
  ONE_STATEMENT(
      "A line has several statements, or the closing brace of a node, except a node in one line with"
          + " at most one property.",
      Message.of("this statement must begin a line"),
      "break the line"),
  /** A closing brace that shares its line. */
  NODE_CLOSE_ALONE(
      "The closing brace of a node is not alone in its line.",
      Message.of("the closing brace must be alone in its line"),
      "break the line"),
  /** A line of more than 80 columns. */
  LINE_LENGTH(
      "A line has more than 80 columns, and could be broken between two values.",
      Message.of("the line has more than 80 columns"),
      "break the line"),
  /** The indentation of further lines of a property. */
  CONTINUATION_INDENT(
      "A further line of a property is not indented more than the property, is left of its "
          + "neighbors, or is not indented with tabs as far as possible.",
      Message.of("this line of the property is not indented like its neighbors"),
      "indent the line"),
  /** Further lines of a property that are not aligned. */
  CONTINUATION_ALIGNMENT(
      "A further line of a property does not begin in the column of its first '<' or '\"'.",
      Message.of("the line does not begin below the first '<' or '\"' of the property"),
      "align the line"),
  /** Properties in another order. */
  PROPERTY_ORDER(
      "A property belongs before the property that precedes it. The order is: compatible, reg, "
          + "reg-names, ranges, standard properties, properties with a vendor prefix, status; "
          + "within a group, by name, and each -names property after the one that it names.",
      Message.of("this property belongs before the one that precedes it"),
      "sort the properties: 'dtbind fmt --order'"),
  /** Child nodes without addresses in another order. */
  CHILD_NAME_ORDER(
      "Child nodes without unit addresses are not in the order of their names.",
      Message.of("this node belongs before the one that precedes it, by its name"),
      "sort the nodes: 'dtbind fmt --order'"),
  /** Child nodes with addresses in another order. */
  CHILD_ADDRESS_ORDER(
      "Child nodes are not in the order of their unit addresses.",
      Message.of("this node belongs before the one that precedes it, by its unit address"),
      "sort the nodes: 'dtbind fmt --order'");

  /** The rules about the order of properties and nodes. */
  public static final Set<Rule> ORDER =
      Collections.unmodifiableSet(
          EnumSet.of(PROPERTY_ORDER, CHILD_NAME_ORDER, CHILD_ADDRESS_ORDER));

  /** The rules about white space, and the case of hexadecimal numbers. */
  public static final Set<Rule> LAYOUT =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.copyOf(ORDER)));

  /** The layout rules that only apply if they are named: many maintained sources differ. */
  public static final Set<Rule> STRICT =
      Collections.unmodifiableSet(
          EnumSet.of(REQUIRED_BLANK_LINES, NODE_CLOSE_ALONE, LINE_LENGTH, CONTINUATION_ALIGNMENT));

  /** The layout rules that apply by default. */
  public static final Set<Rule> DEFAULT =
      LAYOUT.stream()
          .filter(rule -> !STRICT.contains(rule))
          .collect(
              Collectors.collectingAndThen(
                  Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)),
                  Collections::unmodifiableSet));

  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // Messages are immutable.
  private final Message problem;

  private final String remedy;

  Rule(String meaning, Message problem, String remedy) {
    this.meaning = meaning;
    this.problem = problem;
    this.remedy = remedy;
  }

  /**
   * {@return the rule with a name; empty if there is none}
   *
   * @param id the name, such as {@code hex-case}
   */
  public static Optional<Rule> named(String id) {
    for (Rule rule : values()) {
      if (rule.id().equals(id)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  @Override
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return Adjustable.ALWAYS;
  }

  /** {@return what is wrong where a source differs from the rule} */
  Message message() {
    return problem;
  }

  /** {@return what a change by the rule does} */
  String remedy() {
    return remedy;
  }
}
