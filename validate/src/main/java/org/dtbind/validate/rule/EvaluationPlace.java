// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

/**
 * A position in a validated value and the corresponding position in the schema.
 *
 * @param instance the path into the value
 * @param schema the path into the schema, without steps for references
 */
record EvaluationPlace(Path instance, Path schema) {

  static final EvaluationPlace START = new EvaluationPlace(Path.NONE, Path.NONE);

  EvaluationPlace keyword(String keyword) {
    return new EvaluationPlace(instance, schema.then(keyword));
  }

  EvaluationPlace member(Object step) {
    return new EvaluationPlace(instance.then(step), schema);
  }
}
