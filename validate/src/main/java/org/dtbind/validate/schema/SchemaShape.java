// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.dtbind.validate.rule.Regex;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a document is a valid schema: whether the values of its keywords have the types that
 * the meta-schema of JSON Schema 2019-09 requires.
 */
final class SchemaShape {

  private static final Set<String> SCHEMAS =
      Set.of(
          "additionalItems",
          "additionalProperties",
          "contains",
          "else",
          "if",
          "not",
          "propertyNames",
          "select",
          "then",
          "unevaluatedItems",
          "unevaluatedProperties");

  private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf");

  private static final Set<String> MAPS =
      Set.of("$defs", "definitions", "dependentSchemas", "patternProperties", "properties");

  private static final Set<String> COUNTS =
      Set.of(
          "maxContains",
          "maxItems",
          "maxLength",
          "maxProperties",
          "minContains",
          "minItems",
          "minLength",
          "minProperties");

  private static final Set<String> NUMBERS =
      Set.of("exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf");

  private static final Set<String> TEXTS =
      Set.of("$comment", "$id", "$ref", "$schema", "description", "format", "title");

  private static final Set<String> TYPES =
      Set.of("array", "boolean", "integer", "null", "number", "object", "string");

  private SchemaShape() {}

  /**
   * Returns the problem with a schema and its place in the schema; absent if the schema is valid.
   */
  static Optional<String> problem(@Nullable Object schema) {
    if (schema instanceof Boolean) {
      return Optional.empty();
    }
    if (!(schema instanceof Map<?, ?> map)) {
      return Optional.of("a schema must be a mapping, true or false");
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Optional<String> wrong = keyword(entry.getKey().toString(), entry.getValue());
      if (wrong.isPresent()) {
        return wrong.map(text -> entry.getKey() + ": " + text);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> keyword(String keyword, Object value) {
    if (SCHEMAS.contains(keyword)) {
      return problem(value);
    }
    if (LISTS.contains(keyword)) {
      return list(value, false);
    }
    if (MAPS.contains(keyword)) {
      return map(keyword, value);
    }
    return switch (keyword) {
      case "items" -> value instanceof List<?> ? list(value, false) : problem(value);
      case "type" -> type(value);
      case "enum" -> is(value instanceof List<?>, "it is not a list");
      case "required" -> names(value);
      case "dependentRequired" -> each(value);
      case "dependencies" -> dependencies(value);
      case "deprecated", "readOnly", "uniqueItems", "writeOnly" ->
          is(value instanceof Boolean, "it is not true or false");
      case "pattern" ->
          value instanceof String text ? regex(text) : is(false, "it is not a string");
      default -> scalar(keyword, value);
    };
  }

  private static Optional<String> scalar(String keyword, Object value) {
    if (COUNTS.contains(keyword)) {
      return is(
          value instanceof Number number && number.doubleValue() >= 0 && isWhole(number),
          "it is not a count");
    }
    if (NUMBERS.contains(keyword)) {
      return is(value instanceof Number, "it is not a number");
    }
    return is(!TEXTS.contains(keyword) || value instanceof String, "it is not a string");
  }

  private static boolean isWhole(Number number) {
    return Math.rint(number.doubleValue()) == number.doubleValue();
  }

  private static Optional<String> is(boolean holds, String otherwise) {
    return holds ? Optional.empty() : Optional.of(otherwise);
  }

  private static Optional<String> list(Object value, boolean mayBeEmpty) {
    if (!(value instanceof List<?> list) || list.isEmpty() && !mayBeEmpty) {
      return Optional.of("it is not a list of schemas");
    }
    return first(list.stream().map(SchemaShape::problem).toList());
  }

  private static Optional<String> map(String keyword, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return Optional.of("it is not a mapping");
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Optional<String> wrong = problem(entry.getValue());
      if (wrong.isEmpty() && keyword.equals("patternProperties")) {
        wrong = regex(entry.getKey().toString());
      }
      if (wrong.isPresent()) {
        return wrong.map(text -> entry.getKey() + ": " + text);
      }
    }
    return Optional.empty();
  }

  /** Rejects regular expressions that are not valid. Python rejects them only on first use. */
  static Optional<String> regex(String text) {
    try {
      Regex.of(text);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("'" + text + "' is not a regular expression");
    }
  }

  private static Optional<String> type(Object value) {
    List<?> types = value instanceof List<?> list ? list : List.of(value);
    return is(
        !types.isEmpty() && types.stream().allMatch(TYPES::contains), "it is not a JSON type");
  }

  private static Optional<String> names(Object value) {
    return is(
        value instanceof List<?> list
            && list.stream().allMatch(String.class::isInstance)
            && Set.copyOf(list).size() == list.size(),
        "it is not a list of different names");
  }

  private static Optional<String> each(Object value) {
    return value instanceof Map<?, ?> map
        ? first(map.values().stream().map(SchemaShape::names).toList())
        : Optional.of("it is not a mapping");
  }

  private static Optional<String> dependencies(Object value) {
    return value instanceof Map<?, ?> map
        ? first(
            map.values().stream().map(v -> v instanceof List<?> ? names(v) : problem(v)).toList())
        : Optional.of("it is not a mapping");
  }

  private static Optional<String> first(List<Optional<String>> problems) {
    return problems.stream().flatMap(Optional::stream).findFirst();
  }
}
