// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dtbind.validate.value.Value;

/**
 * A keyword that looks at a value itself.
 *
 * @param keyword its name
 * @param wanted its value
 * @param holds whether a value is so
 * @param message what is said of one that is not
 */
record Assertion(
    String keyword, Object wanted, Predicate<Value> holds, Function<Value, String> message)
    implements Rule {

  @Override
  public boolean accepts(Value value, Run run) {
    return holds.test(value);
  }

  @Override
  public void violations(Value value, Place at, Run run, List<Violation> to) {
    if (!holds.test(value)) {
      to.add(
          new Violation(
              at.instance(),
              at.schema().then(keyword),
              Optional.of(keyword),
              wanted,
              value,
              () -> message.apply(value),
              List.of()));
    }
  }
}
