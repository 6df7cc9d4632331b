// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dtbind.validate.value.Value;

/**
 * A value that is not as a schema wants it, as Python's jsonschema describes it.
 *
 * @param instance steps to the value, relative to the violation that has this one in its context
 * @param schema steps to the keyword, relative likewise
 * @param keyword of the schema; empty if the schema allows nothing
 * @param wanted the keyword's value
 * @param value what violates it
 * @param text what jsonschema says of it; made when it is asked for, since a node's is long
 * @param context where one of several schemas would have to hold, why none does
 */
public record Violation(
    Path instance,
    Path schema,
    Optional<String> keyword,
    Object wanted,
    Value value,
    Supplier<String> text,
    List<Violation> context) {

  /** {@return what jsonschema says of it} */
  public String message() {
    return text.get();
  }
}
