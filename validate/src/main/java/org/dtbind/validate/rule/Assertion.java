// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dtbind.validate.value.Value;

/**
 * A keyword that tests a value without other schemas.
 *
 * @param wanted the value of the keyword
 * @param holds whether a value meets the requirement
 * @param message the message for a value that does not meet the requirement
 */
record Assertion(
    String keyword,
    Object wanted,
    BiPredicate<Value, ValidationRun> holds,
    Function<Value, String> message)
    implements CompiledKeyword {

  Assertion(
      String keyword, Object wanted, Predicate<Value> holds, Function<Value, String> message) {
    this(keyword, wanted, (value, run) -> holds.test(value), message);
  }

  @Override
  public boolean accepts(Value value, ValidationRun run) {
    return holds.test(value, run);
  }

  @Override
  public void violations(
      Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
    if (!holds.test(value, run)) {
      violations.add(at.violation(keyword, wanted, value, () -> message.apply(value)));
    }
  }
}
