// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.List;
import java.util.Optional;

/**
 * A macro. Immutable, because threads share the scan of a header; {@code MacroTable} records which
 * reading of the header defined it for a source.
 *
 * @param functionLike whether uses have arguments
 * @param parameters the numbers of the parameters' names
 * @param variadic whether the last parameter receives all further arguments
 * @param body the replacement; {@code #} and {@code ##} are already evaluated in that of an
 *     object-like macro
 * @param replacement how to replace a use of the macro; of no importance for a builtin
 * @param builtin present if the value depends on the place or time of use
 * @param start offset of the definition in the scanned text of its file; 0 if it is predefined
 * @param end offset after the definition
 */
public record Macro(
    int symbol,
    String name,
    boolean functionLike,
    List<Integer> parameters,
    boolean variadic,
    List<Token> body,
    Replacement replacement,
    Optional<Builtin> builtin,
    int start,
    int end) {

  /** The ways to replace a use of a macro. Most macros need only the fastest. */
  public enum Replacement {
    /** The body is the result: it contains no identifiers, and the macro has no parameters. */
    COPY,
    /** Arguments take the places of parameters, and the result may contain further macros. */
    SUBSTITUTE,
    /**
     * The body of a function-like macro may also contain {@code #}, {@code ##} or {@code
     * __VA_OPT__}.
     */
    EVALUATE;

    static Replacement of(boolean functionLike, boolean variadic, List<Token> body) {
      if (variadic) {
        return EVALUATE;
      }
      boolean names = functionLike;
      for (Token token : body) {
        if (functionLike && (token.is('#') || token.is("##"))) {
          return EVALUATE;
        }
        names |= token.kind() == Token.Kind.NAME;
      }
      return names ? SUBSTITUTE : COPY;
    }
  }

  /** The predefined macros whose value depends on the place or time of use. */
  public enum Builtin {
    LINE,
    FILE,
    FILE_NAME,
    BASE_FILE,
    INCLUDE_LEVEL,
    COUNTER,
    DATE,
    TIME,
    TIMESTAMP,
    /** {@code _Pragma("…")}, which expands to nothing. */
    PRAGMA;

    public String spelling() {
      return this == PRAGMA ? "_Pragma" : "__" + name() + "__";
    }
  }

  public Macro {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }

  /** Returns the definition of a predefined macro. */
  public static Macro of(Builtin builtin, int symbol) {
    String name = builtin.spelling();
    Optional<Builtin> value = Optional.of(builtin);
    return new Macro(
        symbol, name, false, List.of(), false, List.of(), Replacement.SUBSTITUTE, value, 0, 0);
  }

  /** Whether a redefinition as {@code other} is allowed without a warning (ISO C 6.10.3). */
  public boolean sameMeaning(Macro other) {
    if (builtin.isPresent()
        || functionLike != other.functionLike
        || variadic != other.variadic
        || !parameters.equals(other.parameters)
        || body.size() != other.body.size()) {
      return false;
    }
    for (int i = 0; i < body.size(); i++) {
      Token mine = body.get(i);
      Token theirs = other.body.get(i);
      if (!mine.sameText(theirs) || i > 0 && mine.space() != theirs.space()) {
        return false;
      }
    }
    return true;
  }
}
