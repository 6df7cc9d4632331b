// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.dtbind.validate.value.Value;

/** Keywords that apply other schemas to the same value. */
final class Applied {

  private Applied() {}

  /**
   * A reference to a schema. It is resolved on first use, because schemas can refer to each other
   * in cycles.
   */
  static final class Reference implements CompiledKeyword {

    private final String document;
    private final String name;
    private final Supplier<Schema> resolver;
    private volatile Schema resolved = Schema.ANY;
    private volatile boolean known;

    /**
     * Creates a reference that is not resolved yet.
     *
     * @param document the $id of the document that contains the reference
     */
    Reference(String document, String name, Supplier<Schema> resolver) {
      this.document = document;
      this.name = name;
      this.resolver = resolver;
    }

    private Schema schema() {
      if (!known) {
        resolved = resolver.get();
        known = true;
      }
      return resolved;
    }

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      return schema().accepts(value, run);
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      if (schema() == Schema.MISSING) {
        violations.add(Schema.nothing(value, at, new MissingReference(document, name)));
      } else {
        schema().violations(value, at, run, violations);
      }
    }

    @Override
    public void evaluated(Value.Node node, ValidationRun run, Set<String> names) {
      schema().evaluated(node, run, names);
    }

    @Override
    public void evaluatedItems(Value.Array array, ValidationRun run, Set<Integer> indices) {
      schema().evaluatedItems(array, run, indices);
    }
  }

  /** {@code allOf}. */
  record AllOf(List<Schema> schemas) implements CompiledKeyword {

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      for (Schema schema : schemas) {
        if (!schema.accepts(value, run)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      EvaluationPlace all = at.keyword("allOf");
      for (int i = 0; i < schemas.size(); i++) {
        schemas
            .get(i)
            .violations(
                value, new EvaluationPlace(at.instance(), all.schema().then(i)), run, violations);
      }
    }

    @Override
    public void evaluated(Value.Node node, ValidationRun run, Set<String> names) {
      ofThoseThatHold(schemas, node, run, names);
    }

    @Override
    public void evaluatedItems(Value.Array array, ValidationRun run, Set<Integer> indices) {
      itemsOfThoseThatHold(schemas, array, run, indices);
    }
  }

  private static void ofThoseThatHold(
      List<Schema> schemas, Value.Node node, ValidationRun run, Set<String> names) {
    for (Schema schema : schemas) {
      if (schema.accepts(node, run)) {
        schema.evaluated(node, run, names);
      }
    }
  }

  private static void itemsOfThoseThatHold(
      List<Schema> schemas, Value.Array array, ValidationRun run, Set<Integer> indices) {
    for (Schema schema : schemas) {
      if (schema.accepts(array, run)) {
        schema.evaluatedItems(array, run, indices);
      }
    }
  }

  /** {@code anyOf}, or {@code oneOf} if {@code one} is true. */
  record SomeOf(String keyword, Object wanted, List<Schema> schemas, boolean one)
      implements CompiledKeyword {

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      int held = 0;
      for (Schema schema : schemas) {
        if (schema.accepts(value, run)) {
          if (!one) {
            return true;
          }
          held++;
        }
      }
      return held == 1;
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      List<Schema> holding = schemas.stream().filter(s -> s.accepts(value, run)).toList();
      if (holding.size() == 1 || !holding.isEmpty() && !one) {
        return;
      }
      violations.add(
          holding.isEmpty()
              ? Choices.none(keyword, wanted, schemas, value, at, run)
              : Choices.several(keyword, wanted, holding, value, at));
    }

    @Override
    public void evaluated(Value.Node node, ValidationRun run, Set<String> names) {
      ofThoseThatHold(schemas, node, run, names);
    }

    @Override
    public void evaluatedItems(Value.Array array, ValidationRun run, Set<Integer> indices) {
      itemsOfThoseThatHold(schemas, array, run, indices);
    }
  }

  /** {@code if}, {@code then} and {@code else}. */
  record Conditional(Schema condition, Schema then, Schema otherwise) implements CompiledKeyword {

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      return (condition.accepts(value, run) ? then : otherwise).accepts(value, run);
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      if (condition.accepts(value, run)) {
        then.violations(value, at.keyword("then"), run, violations);
      } else {
        otherwise.violations(value, at.keyword("else"), run, violations);
      }
    }

    @Override
    public void evaluated(Value.Node node, ValidationRun run, Set<String> names) {
      if (condition.accepts(node, run)) {
        condition.evaluated(node, run, names);
        then.evaluated(node, run, names);
      } else {
        otherwise.evaluated(node, run, names);
      }
    }

    @Override
    public void evaluatedItems(Value.Array array, ValidationRun run, Set<Integer> indices) {
      if (condition.accepts(array, run)) {
        condition.evaluatedItems(array, run, indices);
        then.evaluatedItems(array, run, indices);
      } else {
        otherwise.evaluatedItems(array, run, indices);
      }
    }
  }
}
