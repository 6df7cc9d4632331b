// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.List;
import java.util.Set;
import org.dtbind.validate.value.Value;

/** A compiled keyword of a schema. Immutable. */
interface CompiledKeyword {

  /** Returns whether a value meets the requirement of the keyword. */
  boolean accepts(Value value, ValidationRun run);

  /** Adds the violations of the keyword. */
  void violations(Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations);

  /** Returns the number of names and values that the keyword compares with any value. */
  default int size() {
    return 1;
  }

  /**
   * Adds the names of the members of a node that the keyword evaluates. The keyword must accept the
   * node.
   */
  default void evaluated(Value.Node node, ValidationRun run, Set<String> names) {}

  /** Adds the indices of the items of an array that the keyword evaluates. */
  default void evaluatedItems(Value.Array array, ValidationRun run, Set<Integer> indices) {}
}
