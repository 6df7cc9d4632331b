// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dtbind.validate.value.Value;

/**
 * A violation of a schema, as jsonschema for Python reports it.
 *
 * @param instance the path to the value, relative to the violation that contains this one in its
 *     context
 * @param schema the path to the keyword, relative to the same violation
 * @param keyword the keyword that is violated; empty if the schema accepts no value
 * @param wanted the value of the keyword; without a keyword, {@code false}, a {@link
 *     MissingReference}, or an {@link ExceededLimit}
 * @param value the value that violates the schema
 * @param text returns the message of jsonschema; messages about nodes are long, so they are only
 *     created on demand
 * @param context the violations of each alternative if one of several schemas must match
 */
public record Violation(
    Path instance,
    Path schema,
    Optional<String> keyword,
    Object wanted,
    Value value,
    Supplier<String> text,
    List<Violation> context) {

  public String message() {
    return text.get();
  }
}
