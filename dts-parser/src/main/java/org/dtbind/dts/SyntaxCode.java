// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import org.dtbind.diag.Code;

/** The kinds of problems that the parser reports. */
public enum SyntaxCode implements Code {
  /** A token that the grammar does not allow at its place. */
  SYNTAX("The text is not valid devicetree source."),
  MISSING_SEMICOLON("A property, node or statement does not end with a semicolon."),
  MISSING_BRACE("A node has no closing brace."),
  UNTERMINATED_STRING("A string has no closing quote."),
  /** A word in place of a number: usually a macro whose header is not included. */
  UNDEFINED_MACRO("A word that is used as a value is probably an undefined macro."),
  PROPERTY_AFTER_NODE("A property follows a child node."),
  /** For example {@code /memreserve/} after a node, or a label before {@code /delete-node/}. */
  OUT_OF_PLACE("A statement or label is in the wrong place."),
  /** For example {@code 08}, or a number of more than 64 bits. */
  BAD_INTEGER("A number is not a valid integer, or does not fit in 64 bits."),
  /** For example {@code ''} or {@code 'ab'}. */
  BAD_CHARACTER("A character constant does not contain exactly one character."),
  /** For example {@code \x} without a hexadecimal digit. */
  BAD_ESCAPE("A string contains an invalid escape sequence."),
  /** A warning, not an error. */
  VALUE_TRUNCATED("A value is truncated because it does not fit in an element of its array."),
  BAD_BITS("/bits/ specifies an unsupported element size."),
  REFERENCE_WIDTH("An array whose elements are not 32 bits wide contains a reference."),
  DIVISION_BY_ZERO("An expression divides by zero."),
  NESTING_TOO_DEEP(
      "Nodes, parentheses or conditional expressions are nested too deeply, or a name is too long."),
  INCBIN("The file that /incbin/ includes is missing, cannot be read, or is too short."),
  HEADER_MISMATCH(
      "The source has several /dts-v1/ headers, and only some of them contain /plugin/.");

  private final String meaning;

  SyntaxCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return this == VALUE_TRUNCATED ? Adjustable.UNLESS_ERROR : Adjustable.NEVER;
  }
}
