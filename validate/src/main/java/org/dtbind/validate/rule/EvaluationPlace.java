// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dtbind.validate.value.Value;

/**
 * A position in a validated value and the corresponding position in the schema.
 *
 * @param schema the path into the schema, without steps for references
 */
record EvaluationPlace(Path instance, Path schema) {

  static final EvaluationPlace START = new EvaluationPlace(Path.NONE, Path.NONE);

  EvaluationPlace keyword(String keyword) {
    return new EvaluationPlace(instance, schema.then(keyword));
  }

  /** Returns the violation of a keyword by the value at this position. */
  Violation violation(String keyword, Object wanted, Value value, Supplier<String> text) {
    return violation(keyword, wanted, value, text, List.of());
  }

  /** Returns the violation of a keyword by the value at this position. */
  Violation violation(
      String keyword, Object wanted, Value value, Supplier<String> text, List<Violation> context) {
    return new Violation(
        instance, schema.then(keyword), Optional.of(keyword), wanted, value, text, context);
  }

  EvaluationPlace member(Object step) {
    return new EvaluationPlace(instance.then(step), schema);
  }
}
