// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import org.dtbind.diag.Code;

/** The kinds of problems that reading a source finds. */
public enum SyntaxCode implements Code {
  /** Something else stands where the grammar wants one of a few things. */
  SYNTAX("The text is not valid devicetree source."),
  /** A property, a node or a statement without the semicolon at its end. */
  MISSING_SEMICOLON("A property, node or statement does not end with a semicolon."),
  /** A node without its closing brace. */
  MISSING_BRACE("A node has no closing brace."),
  /** A quote that no quote closes. */
  UNTERMINATED_STRING("A string has no closing quote."),
  /** A word in place of a number, mostly a macro whose header is not included. */
  UNDEFINED_MACRO("A word that is used as a value is probably an undefined macro."),
  /** A property behind a child node. */
  PROPERTY_AFTER_NODE("A property follows a child node."),
  /** {@code /memreserve/} behind a node, or labels where none may stand. */
  OUT_OF_PLACE("A statement or label is in the wrong place."),
  /** {@code 08}, or more than 64 bits. */
  BAD_INTEGER("A number is not a valid integer, or does not fit in 64 bits."),
  /** {@code ''} or {@code 'ab'}. */
  BAD_CHARACTER("A character constant does not contain exactly one character."),
  /** A backslash with nothing to it. */
  BAD_ESCAPE("A string contains an invalid escape sequence."),
  /** An element that does not fit into the width of its array. */
  VALUE_TRUNCATED("A value is truncated because it does not fit in an element of its array."),
  /** {@code /bits/} other than 8, 16, 32 and 64. */
  BAD_BITS("/bits/ specifies a size that the elements of an array cannot have."),
  /** A reference in an array whose elements are not 32 bits wide. */
  REFERENCE_WIDTH("A reference is in an array whose elements do not have 32 bits."),
  DIVISION_BY_ZERO("An expression divides by zero."),
  /** Nodes or parentheses nested too deep. */
  NESTING_TOO_DEEP("Nodes or parentheses are nested too deeply."),
  /** The file of {@code /incbin/} is missing or shorter than asked. */
  INCBIN("The file that /incbin/ includes is missing, cannot be read, or is too short."),
  /** Headers that contradict each other. */
  HEADER_MISMATCH("One header of the source contains /plugin/, and another does not.");

  private final String meaning;

  SyntaxCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
