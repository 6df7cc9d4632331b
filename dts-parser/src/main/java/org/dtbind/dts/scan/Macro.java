// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.List;
import java.util.Optional;

/**
 * A macro as it was written. Immutable, because one scan of a header serves many threads; where it
 * was defined is for the table of a source to know.
 *
 * @param symbol the number of its name
 * @param functionLike whether it is called with arguments
 * @param parameters the numbers of its parameters' names
 * @param variadic whether the last parameter takes all further arguments
 * @param body its replacement; in that of a function-like macro {@code ##} and {@code #} are still
 *     to be carried out
 * @param builtin which it is of those that stand for something else at every use
 */
public record Macro(
    int symbol,
    String name,
    boolean functionLike,
    List<Integer> parameters,
    boolean variadic,
    List<Token> body,
    Optional<Builtin> builtin) {

  /** The macros that stand for something else at every use. */
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
    /** {@code _Pragma("…")}, which stands for nothing. */
    PRAGMA;

    /** Returns the macro's name. */
    public String spelling() {
      return this == PRAGMA ? "_Pragma" : "__" + name() + "__";
    }
  }

  public Macro {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }

  /** Returns the macro that is always defined by that name. */
  public static Macro of(Builtin builtin, int symbol) {
    String name = builtin.spelling();
    return new Macro(symbol, name, false, List.of(), false, List.of(), Optional.of(builtin));
  }

  /** Returns whether every use of it is its body: it takes no arguments and names nothing. */
  public boolean isConstant() {
    if (functionLike || builtin.isPresent()) {
      return false;
    }
    for (int i = 0; i < body.size(); i++) {
      if (body.get(i).kind() == Token.Kind.NAME) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether both mean the same, so that the second definition is harmless. */
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
