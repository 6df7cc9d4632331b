// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import org.dtbind.source.Origin;

/**
 * A macro as it was defined. Immutable, because one scan of a header serves many threads.
 *
 * @param symbol the number of its name
 * @param name its name
 * @param functionLike whether it is called with arguments
 * @param parameters the numbers of its parameters' names
 * @param variadic whether the last parameter takes all further arguments
 * @param body its replacement; {@code ##} and {@code #} still in it
 * @param definition where it was defined
 */
record Macro(
    int symbol,
    String name,
    boolean functionLike,
    List<Integer> parameters,
    boolean variadic,
    List<Token> body,
    Origin.Source definition) {

  Macro {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }

  /** Returns whether both mean the same, so that the second definition is harmless. */
  boolean sameMeaning(Macro other) {
    if (functionLike != other.functionLike
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
