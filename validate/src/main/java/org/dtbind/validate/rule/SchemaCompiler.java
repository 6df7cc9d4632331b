// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.validate.value.Python;
import org.dtbind.validate.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a schema.
 *
 * <p>It supports JSON Schema 2019-09 without {@code format}, as jsonschema implements it, and
 * {@code typeSize} of dt-schema. It ignores unknown keywords and keywords with a value of the wrong
 * type.
 */
final class SchemaCompiler {

  private final SchemaCache cache;
  private final String base;
  private int compiled;

  SchemaCompiler(SchemaCache cache, String base) {
    this.cache = cache;
    this.base = base;
  }

  Schema compile(Object source) {
    if (!(source instanceof Map<?, ?> map)) {
      return Boolean.FALSE.equals(source) ? Schema.NONE : Schema.ANY;
    }
    compiled++;
    Map<Object, CompiledKeyword> rules = new LinkedHashMap<>();
    Patterns patterns = patterns(map.get("patternProperties"));
    map.forEach(
        (keyword, wanted) ->
            rule(keyword.toString(), wanted, map, patterns)
                .ifPresent(rule -> rules.put(keyword, rule)));
    Schema evaluating = new Schema(source, List.copyOf(rules.values()));
    if (!map.containsKey("unevaluatedItems") && !map.containsKey("unevaluatedProperties")) {
      return evaluating;
    }
    List<CompiledKeyword> all = new ArrayList<>();
    map.forEach(
        (keyword, wanted) ->
            unevaluated(keyword, wanted, evaluating)
                .or(() -> Optional.ofNullable(rules.get(keyword)))
                .ifPresent(all::add));
    return new Schema(source, all);
  }

  /** Compiles a keyword about what other keywords did not evaluate. */
  private Optional<CompiledKeyword> unevaluated(Object keyword, Object wanted, Schema evaluating) {
    if (keyword.equals("unevaluatedItems")) {
      return Optional.of(new Items.Unevaluated(compile(wanted), evaluating));
    }
    return keyword.equals("unevaluatedProperties")
        ? Optional.of(new OtherMembers.Unevaluated(compile(wanted), names(wanted), evaluating))
        : Optional.empty();
  }

  /** Returns the number of schemas that have been compiled. */
  int compiled() {
    return compiled;
  }

  private Optional<CompiledKeyword> rule(
      String keyword, Object wanted, Map<?, ?> around, Patterns patterns) {
    Optional<CompiledKeyword> leaf = Leaves.rule(keyword, wanted, cache);
    if (leaf.isPresent()) {
      return leaf;
    }
    return switch (keyword) {
      case "$ref" ->
          wanted instanceof String reference
              ? Optional.of(
                  new Applied.Reference(base, reference, () -> cache.resolve(base, reference)))
              : Optional.empty();
      case "$recursiveRef" ->
          Optional.of(new Applied.Reference(base, "#", () -> cache.resolve(base, "#")));
      case "allOf" -> Optional.of(new Applied.AllOf(schemas(wanted)));
      case "anyOf", "oneOf" ->
          Optional.of(
              new Applied.SomeOf(keyword, wanted, schemas(wanted), keyword.equals("oneOf")));
      case "not" -> Optional.of(not(wanted));
      case "if" ->
          Optional.of(
              new Applied.Conditional(compile(wanted), part(around, "then"), part(around, "else")));
      case "items" ->
          Optional.of(
              wanted instanceof List<?>
                  ? new Items.Listed(schemas(wanted))
                  : new Items.Each("items", compile(wanted), 0));
      case "additionalItems" ->
          around.get("items") instanceof List<?> items
              ? Optional.of(new Items.Each("additionalItems", compile(wanted), items.size()))
              : Optional.empty();
      case "contains" ->
          Optional.of(
              new Items.Contains(
                  compile(wanted),
                  number(around, "minContains", 1),
                  number(around, "maxContains", Integer.MAX_VALUE)));
      default -> members(keyword, wanted, around, patterns);
    };
  }

  private Optional<CompiledKeyword> members(
      String keyword, Object wanted, Map<?, ?> around, Patterns patterns) {
    return switch (keyword) {
      case "properties" -> Optional.of(new Members.Named(named(wanted)));
      case "patternProperties" -> Optional.of(new Members.Matching(patterns));
      case "additionalProperties" ->
          Optional.of(
              new OtherMembers.Additional(
                  names(around.get("properties")), patterns, compile(wanted), names(wanted)));
      case "propertyNames" -> Optional.of(new Members.Names(compile(wanted)));
      case "dependentSchemas" -> Optional.of(new Members.Dependent(named(wanted)));
      default -> Optional.empty();
    };
  }

  private CompiledKeyword not(Object wanted) {
    Schema schema = compile(wanted);
    return new CompiledKeyword() {
      @Override
      public boolean accepts(Value value, ValidationRun run) {
        return !schema.accepts(value, run);
      }

      @Override
      public void violations(
          Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
        if (schema.accepts(value, run)) {
          violations.add(
              at.violation(
                  "not",
                  wanted,
                  value,
                  () ->
                      Python.repr(value)
                          + " should not be valid under "
                          + Python.reprOfSchema(wanted)));
        }
      }
    };
  }

  private Schema part(Map<?, ?> around, String keyword) {
    Object part = around.get(keyword);
    return part == null ? Schema.ANY : compile(part);
  }

  private static long number(Map<?, ?> around, String keyword, long otherwise) {
    return around.get(keyword) instanceof Number number ? number.longValue() : otherwise;
  }

  private List<Schema> schemas(Object wanted) {
    return wanted instanceof List<?> list ? list.stream().map(this::compile).toList() : List.of();
  }

  private Map<String, Schema> named(@Nullable Object wanted) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    if (wanted instanceof Map<?, ?> map) {
      map.forEach((name, schema) -> schemas.put(name.toString(), compile(schema)));
    }
    return schemas;
  }

  private Patterns patterns(@Nullable Object wanted) {
    return new Patterns(
        named(wanted).entrySet().stream()
            .map(entry -> new Patterns.Pattern(cache.regex(entry.getKey()), entry.getValue()))
            .toList());
  }

  private static Set<String> names(@Nullable Object wanted) {
    return wanted instanceof Map<?, ?> map
        ? map.keySet().stream().map(Object::toString).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }
}
