// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a file that dt-mk-schema wrote: prepared documents and the types of properties. */
final class ProcessedFile {

  private static final String TYPES = "generated-types";
  private static final String PATTERN_TYPES = "generated-pattern-types";

  private ProcessedFile() {}

  /** Returns the documents in a file; absent if the file is a single document. */
  static Optional<ReadResult> documents(Map<String, Object> file) {
    if (file.containsKey("$id") || !file.containsKey(TYPES)) {
      return Optional.empty();
    }
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    List<ReadResult.Problem> problems = new ArrayList<>();
    file.forEach(
        (id, document) -> {
          if (id.startsWith("generated-") || !Parts.isMap(document)) {
            return;
          }
          Optional<String> wrong = SchemaShape.problem(document);
          if (wrong.isEmpty()) {
            all.put(id, Parts.map(document));
            names.put(id, String.valueOf(Parts.map(document).get("$filename")));
          } else {
            problems.add(ReadResult.Problem.of(id, "not a valid schema: " + wrong.get()));
          }
        });
    Map<String, List<PropertyType>> named = new LinkedHashMap<>();
    properties(file, TYPES).forEach((name, types) -> named.put(name, types(types)));
    Map<String, PropertyType> patterns = new LinkedHashMap<>();
    properties(file, PATTERN_TYPES)
        .forEach(
            (name, types) -> {
              Optional<String> wrong = SchemaShape.regex(name);
              wrong.ifPresent(text -> problems.add(ReadResult.Problem.of(name, text)));
              types(types).stream()
                  .limit(wrong.isEmpty() ? 1 : 0)
                  .forEach(type -> patterns.put(name, type));
            });
    Documents documents = Documents.of(all, names, new PropertyTypes(named, patterns));
    return Optional.of(new ReadResult(documents, problems));
  }

  private static Map<String, Object> properties(Map<String, Object> file, String part) {
    return Parts.map(Parts.map(file.get(part)).get("properties"));
  }

  private static List<PropertyType> types(Object types) {
    return Parts.list(types).stream().map(type -> type(Parts.map(type))).toList();
  }

  private static PropertyType type(Map<String, Object> type) {
    Optional<String> name =
        type.get("type") instanceof String text && !text.isEmpty()
            ? Optional.of(text)
            : Optional.empty();
    List<Object> sizes = Parts.list(type.get("dim"));
    return new PropertyType(
        name,
        sizes.size() == 2
            ? Optional.of(
                new PropertyType.Dimensions(
                    number(sizes, 0, 0),
                    number(sizes, 0, 1),
                    number(sizes, 1, 0),
                    number(sizes, 1, 1)))
            : Optional.empty());
  }

  private static int number(List<Object> sizes, int dimension, int end) {
    List<Object> range = Parts.list(sizes.get(dimension));
    return end < range.size() && range.get(end) instanceof Number number
        ? (int) Math.max(0, Math.min(number.longValue(), 1 << 20))
        : 0;
  }
}
