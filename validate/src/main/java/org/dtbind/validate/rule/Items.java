// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dtbind.validate.value.Python;
import org.dtbind.validate.value.Value;

/** Keywords that apply schemas to the items of an array. */
final class Items {

  private Items() {}

  /**
   * {@code items} with one schema, or {@code additionalItems}, which applies from the index {@code
   * from}.
   */
  record Each(String keyword, Schema schema, int from) implements CompiledKeyword {

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      if (value instanceof Value.Array array) {
        for (int i = from; i < array.items().size(); i++) {
          if (!schema.accepts(array.items().get(i), run)) {
            return false;
          }
        }
      }
      return true;
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      if (!(value instanceof Value.Array array) || array.items().size() <= from) {
        return;
      }
      if (from > 0 && schema == Schema.NONE) {
        List<Value> rest = array.items().subList(from, array.items().size());
        violations.add(
            at.violation(
                keyword,
                true,
                value,
                () ->
                    "Additional items are not allowed (%s unexpected)"
                        .formatted(Choices.extras(rest.stream().map(Python::repr).toList()))));
        return;
      }
      for (int i = from; i < array.items().size(); i++) {
        schema.violations(array.items().get(i), at.keyword(keyword).member(i), run, violations);
      }
    }

    @Override
    public void evaluatedItems(Value.Array array, ValidationRun run, Set<Integer> indices) {
      IntStream.range(0, array.items().size()).forEach(indices::add);
    }
  }

  /** {@code items} with one schema per item. */
  record Listed(List<Schema> schemas) implements CompiledKeyword {

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      if (value instanceof Value.Array array) {
        for (int i = 0; i < Math.min(array.items().size(), schemas.size()); i++) {
          if (!schemas.get(i).accepts(array.items().get(i), run)) {
            return false;
          }
        }
      }
      return true;
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      if (value instanceof Value.Array array) {
        Path keyword = at.schema().then("items");
        for (int i = 0; i < Math.min(array.items().size(), schemas.size()); i++) {
          EvaluationPlace place = new EvaluationPlace(at.instance().then(i), keyword.then(i));
          schemas.get(i).violations(array.items().get(i), place, run, violations);
        }
      }
    }

    @Override
    public void evaluatedItems(Value.Array array, ValidationRun run, Set<Integer> indices) {
      IntStream.range(0, schemas.size()).forEach(indices::add);
    }
  }

  /** {@code contains}, with {@code minContains} and {@code maxContains}. */
  record Contains(Schema schema, long least, long most) implements CompiledKeyword {

    private long matches(Value.Array array, ValidationRun run) {
      long matches = 0;
      for (Value item : array.items()) {
        if (schema.accepts(item, run) && ++matches > most) {
          break;
        }
      }
      return matches;
    }

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      if (!(value instanceof Value.Array array)) {
        return true;
      }
      long matches = matches(array, run);
      return matches >= least && matches <= most;
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      if (accepts(value, run) || !(value instanceof Value.Array array)) {
        return;
      }
      long matches = matches(array, run);
      String text =
          matches > most
              ? "Too many items match the given schema (expected at most " + most + ")"
              : matches == 0
                  ? Python.repr(value) + " does not contain items matching the given schema"
                  : "Too few items match the given schema (expected at least %d but only %d matched)"
                      .formatted(least, matches);
      violations.add(at.violation("contains", true, value, () -> text));
    }

    @Override
    public void evaluatedItems(Value.Array array, ValidationRun run, Set<Integer> indices) {
      for (int i = 0; i < array.items().size(); i++) {
        if (schema.accepts(array.items().get(i), run)) {
          indices.add(i);
        }
      }
    }
  }

  /**
   * {@code unevaluatedItems}. Like jsonschema, it allows no unevaluated items, even if the schema
   * accepts them.
   *
   * @param evaluating the other keywords of the same schema
   */
  record Unevaluated(Schema schema, Schema evaluating) implements CompiledKeyword {

    private List<Value> bad(Value.Array array, ValidationRun run) {
      Set<Integer> indices = new HashSet<>();
      evaluating.evaluatedItems(array, run, indices);
      evaluatedItems(array, run, indices);
      return IntStream.range(0, array.items().size())
          .filter(i -> !indices.contains(i))
          .mapToObj(array.items()::get)
          .toList();
    }

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      return !(value instanceof Value.Array array) || bad(array, run).isEmpty();
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      if (value instanceof Value.Array array) {
        List<Value> bad = bad(array, run);
        if (!bad.isEmpty()) {
          String text =
              "Unevaluated items are not allowed (%s unexpected)"
                  .formatted(Choices.extras(bad.stream().map(Python::repr).toList()));
          violations.add(at.violation("unevaluatedItems", true, value, () -> text));
        }
      }
    }

    @Override
    public void evaluatedItems(Value.Array array, ValidationRun run, Set<Integer> indices) {
      for (int i = 0; i < array.items().size(); i++) {
        if (schema.accepts(array.items().get(i), run)) {
          indices.add(i);
        }
      }
    }
  }
}
