// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.validate.value.Python;
import org.dtbind.validate.value.Value;

/** Keywords that contain no other schemas. */
final class Leaves {

  /** The work to compare two numbers, relative to that for a step of a regular expression. */
  private static final int WORK = 100;

  private Leaves() {}

  static Optional<CompiledKeyword> rule(String keyword, Object wanted, SchemaCache cache) {
    Optional<CompiledKeyword> rule =
        switch (keyword) {
          case "type" -> Optional.of(type(wanted));
          case "const" -> Optional.of(constant(wanted));
          case "enum" -> wanted instanceof List<?> list ? Optional.of(one(list)) : Optional.empty();
          case "pattern" ->
              wanted instanceof String text
                  ? Optional.of(pattern(cache.regex(text)))
                  : Optional.empty();
          case "required" ->
              wanted instanceof List<?> list
                  ? Optional.of(new Required(strings(list)))
                  : Optional.empty();
          case "dependentRequired" ->
              wanted instanceof Map<?, ?> map ? Optional.of(new Together(map)) : Optional.empty();
          case "uniqueItems" ->
              Boolean.TRUE.equals(wanted) ? Optional.of(unique()) : Optional.empty();
          default -> Optional.empty();
        };
    return rule.isPresent() || !(wanted instanceof Number number)
        ? rule
        : Numbers.rule(keyword, number);
  }

  private static List<String> strings(List<?> list) {
    return list.stream().map(Object::toString).toList();
  }

  private static CompiledKeyword type(Object wanted) {
    List<String> types =
        wanted instanceof List<?> list ? strings(list) : List.of(wanted.toString());
    return new Assertion(
        "type",
        wanted,
        types.size() == 1
            ? is(types.get(0))
            : value -> types.stream().anyMatch(t -> is(t).test(value)),
        value ->
            Python.repr(value)
                + " is not of type "
                + types.stream().map(Python::text).collect(Collectors.joining(", ")));
  }

  private static Predicate<Value> is(String type) {
    return switch (type) {
      case "object" -> Value.Node.class::isInstance;
      case "array" -> Value.Array.class::isInstance;
      case "string" -> Value.Text.class::isInstance;
      case "integer", "number" -> Value.Cell.class::isInstance;
      case "boolean" -> Value.Flag.class::isInstance;
      default -> value -> false;
    };
  }

  private static CompiledKeyword constant(Object wanted) {
    return new Assertion(
        "const",
        wanted,
        value -> Constants.equal(wanted, value),
        value -> Python.reprOfSchema(wanted) + " was expected");
  }

  private static CompiledKeyword one(List<?> list) {
    Set<Object> texts = new HashSet<>(list);
    long work = WORK * Schema.parts(list);
    boolean onlyTexts = list.stream().allMatch(String.class::isInstance);
    return new Assertion(
        "enum",
        list,
        (value, run) ->
            onlyTexts
                ? value instanceof Value.Text text && texts.contains(text.text())
                : isAny(list, work, value, run),
        value -> Python.repr(value) + " is not one of " + Python.reprOfSchema(list));
  }

  private static boolean isAny(List<?> list, long work, Value value, ValidationRun run) {
    run.take(work);
    return list.stream().anyMatch(each -> Constants.equal(each, value));
  }

  private static CompiledKeyword pattern(Regex regex) {
    return new Assertion(
        "pattern",
        regex.text(),
        (value, run) -> !(value instanceof Value.Text text) || regex.isIn(text.text(), run),
        value -> Python.repr(value) + " does not match " + Python.text(regex.text()));
  }

  private static CompiledKeyword unique() {
    return new Assertion(
        "uniqueItems",
        true,
        (value, run) -> !(value instanceof Value.Array array) || isUnique(array.items(), run),
        value -> Python.repr(value) + " has non-unique elements");
  }

  private static boolean isUnique(List<Value> items, ValidationRun run) {
    Set<Object> seen = new HashSet<>();
    for (Value item : items) {
      run.take(1);
      if (!seen.add(Constants.comparable(item))) {
        return false;
      }
    }
    return true;
  }

  /** {@code required}. */
  private record Required(List<String> names) implements CompiledKeyword {

    @Override
    public int size() {
      return names.size();
    }

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      if (value instanceof Value.Node node) {
        for (String name : names) {
          if (!node.members().containsKey(name)) {
            return false;
          }
        }
      }
      return true;
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      if (value instanceof Value.Node node) {
        for (String name : names) {
          if (!node.members().containsKey(name)) {
            String text = Python.text(name) + " is a required property";
            violations.add(at.violation("required", List.of(name), value, () -> text));
          }
        }
      }
    }
  }

  /** {@code dependentRequired}. */
  private record Together(Map<?, ?> wanted) implements CompiledKeyword {

    @Override
    public int size() {
      return wanted.size();
    }

    private Stream<List<String>> missing(Value value) {
      if (!(value instanceof Value.Node node)) {
        return Stream.of();
      }
      return wanted.entrySet().stream()
          .filter(entry -> node.members().containsKey(entry.getKey().toString()))
          .flatMap(
              entry ->
                  entry.getValue() instanceof List<?> list
                      ? list.stream()
                          .map(name -> List.of(name.toString(), entry.getKey().toString()))
                      : Stream.of())
          .filter(pair -> !node.members().containsKey(pair.get(0)));
    }

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      return missing(value).findAny().isEmpty();
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      missing(value)
          .forEach(
              pair -> {
                String text =
                    "%s is a dependency of %s"
                        .formatted(Python.text(pair.get(0)), Python.text(pair.get(1)));
                violations.add(
                    at.violation("dependentRequired", List.of(pair.get(0)), value, () -> text));
              });
    }
  }
}
