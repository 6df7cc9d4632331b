// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.validate.value.Python;
import org.dtbind.validate.value.Value;

/** Creates the violations of {@code anyOf} and {@code oneOf}, and texts for messages. */
final class Choices {

  private Choices() {}

  static Violation none(
      String keyword,
      Object wanted,
      List<Schema> schemas,
      Value value,
      EvaluationPlace at,
      ValidationRun run) {
    List<Violation> context = new ArrayList<>();
    for (int i = 0; i < schemas.size(); i++) {
      schemas
          .get(i)
          .violations(value, new EvaluationPlace(Path.NONE, Path.NONE.then(i)), run, context);
    }
    return at.violation(
        keyword,
        wanted,
        value,
        () -> Python.repr(value) + " is not valid under any of the given schemas",
        context);
  }

  /** Like jsonschema, it lists the first matching schema last. */
  static Violation several(
      String keyword, Object wanted, List<Schema> holding, Value value, EvaluationPlace at) {
    return at.violation(
        keyword,
        wanted,
        value,
        () ->
            Python.repr(value)
                + " is valid under each of "
                + Stream.concat(holding.stream().skip(1), holding.stream().limit(1))
                    .map(schema -> Python.reprOfSchema(schema.source()))
                    .collect(Collectors.joining(", ")));
  }

  /** Returns text for the placeholder in {@code (%s unexpected)}. */
  static String extras(List<String> reprs) {
    return String.join(", ", reprs) + (reprs.size() == 1 ? " was" : " were");
  }

  /** Sorts and quotes names for messages, as Python does. */
  static List<String> sorted(List<String> names) {
    return names.stream().sorted(Comparator.naturalOrder()).map(Python::text).toList();
  }
}
