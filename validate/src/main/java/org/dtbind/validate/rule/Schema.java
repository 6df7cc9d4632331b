// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.validate.value.Python;
import org.dtbind.validate.value.Value;
import org.jspecify.annotations.Nullable;

/** A compiled schema. It is immutable, except that references are resolved on first use. */
public final class Schema {

  /** Accepts every value. */
  static final Schema ANY = new Schema(true, List.of());

  /** Accepts no value. */
  static final Schema NONE = new Schema(false, List.of());

  /** Accepts no value either. It takes the place of a schema that does not exist. */
  static final Schema MISSING = new Schema(false, List.of());

  private final Object source;
  private final CompiledKeyword[] rules;
  private final int size;

  Schema(Object source, List<CompiledKeyword> rules) {
    this.source = source;
    this.rules = rules.toArray(new CompiledKeyword[0]);
    this.size = 1 + rules.stream().mapToInt(CompiledKeyword::size).sum();
  }

  /** {@return the number of keys and values in a part of a document, including the part itself} */
  public static long parts(@Nullable Object part) {
    if (part instanceof Map<?, ?> map) {
      return map.values().stream().mapToLong(Schema::parts).sum() + 1;
    }
    return part instanceof List<?> list ? list.stream().mapToLong(Schema::parts).sum() + 1 : 1;
  }

  /** Returns the schema before compilation: a map or a Boolean. */
  Object source() {
    return source;
  }

  boolean acceptsAnything() {
    return rules.length == 0 && !acceptsNothing();
  }

  private boolean acceptsNothing() {
    return this == NONE || this == MISSING;
  }

  /** {@return whether a value meets all requirements of the schema} */
  public boolean accepts(Value value, ValidationRun run) {
    if (acceptsNothing()) {
      return false;
    }
    run.enter(size);
    for (CompiledKeyword rule : rules) {
      if (!rule.accepts(value, run)) {
        run.leave();
        return false;
      }
    }
    run.leave();
    return true;
  }

  public List<Violation> violations(Value value, ValidationRun run) {
    List<Violation> found = new ArrayList<>();
    if (!accepts(value, run)) {
      violations(value, EvaluationPlace.START, run, found);
    }
    return found;
  }

  void violations(Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
    if (acceptsNothing()) {
      violations.add(nothing(value, at, false));
      return;
    }
    run.enter(size);
    for (CompiledKeyword rule : rules) {
      rule.violations(value, at, run, violations);
    }
    run.leave();
  }

  /**
   * Returns the violation for a schema that accepts no value.
   *
   * @param wanted false, or a {@link MissingReference}
   */
  static Violation nothing(Value value, EvaluationPlace at, Object wanted) {
    return new Violation(
        at.instance(),
        at.schema(),
        Optional.empty(),
        wanted,
        value,
        () -> "False schema does not allow " + Python.repr(value),
        List.of());
  }

  void evaluated(Value.Node node, ValidationRun run, Set<String> names) {
    run.enter(size);
    for (CompiledKeyword rule : rules) {
      rule.evaluated(node, run, names);
    }
    run.leave();
  }

  void evaluatedItems(Value.Array array, ValidationRun run, Set<Integer> indices) {
    run.enter(size);
    for (CompiledKeyword rule : rules) {
      rule.evaluatedItems(array, run, indices);
    }
    run.leave();
  }
}
