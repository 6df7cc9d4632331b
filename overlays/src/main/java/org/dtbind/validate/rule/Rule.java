// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.List;
import java.util.Set;
import org.dtbind.validate.value.Value;

/** One keyword of a schema, compiled. Immutable. */
interface Rule {

  /** Returns whether a value is as the keyword wants it. */
  boolean accepts(Value value, Run run);

  /** Adds what is not. */
  void violations(Value value, Place at, Run run, List<Violation> to);

  /** Adds the names of a node's members that the keyword has looked at, which accepts the node. */
  default void evaluated(Value.Node node, Run run, Set<String> names) {}

  /** Adds the indices of an array's items that the keyword has looked at. */
  default void evaluatedItems(Value.Array array, Run run, Set<Integer> indices) {}
}
