// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dtbind.validate.value.Value;

/** Keywords that apply schemas to the members of a node. */
final class Members {

  private Members() {}

  /** {@code properties}: schemas for members by name. */
  record Named(Map<String, Schema> schemas) implements CompiledKeyword {

    @Override
    public int size() {
      return schemas.size();
    }

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      if (!(value instanceof Value.Node node)) {
        return true;
      }
      for (Map.Entry<String, Schema> entry : schemas.entrySet()) {
        if (!entry.getValue().acceptsAnything()) {
          Value member = node.members().get(entry.getKey());
          if (member != null && !entry.getValue().accepts(member, run)) {
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
        Path keyword = at.schema().then("properties");
        schemas.forEach(
            (name, schema) -> {
              Value member = node.members().get(name);
              if (member != null) {
                EvaluationPlace place =
                    new EvaluationPlace(at.instance().then(name), keyword.then(name));
                schema.violations(member, place, run, violations);
              }
            });
      }
    }

    @Override
    public void evaluated(Value.Node node, ValidationRun run, Set<String> names) {
      for (String name : schemas.keySet()) {
        if (node.members().containsKey(name)) {
          names.add(name);
        }
      }
    }
  }

  /** {@code patternProperties}: schemas for members whose name matches a pattern. */
  record Matching(Patterns patterns) implements CompiledKeyword {

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      if (!(value instanceof Value.Node node)) {
        return true;
      }
      for (Map.Entry<String, Value> member : node.members().entrySet()) {
        for (Patterns.Pattern pattern : patterns.mayBeIn(member.getKey())) {
          if (!pattern.schema().acceptsAnything()
              && pattern.regex().isIn(member.getKey(), run)
              && !pattern.schema().accepts(member.getValue(), run)) {
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
        Path keyword = at.schema().then("patternProperties");
        for (Patterns.Pattern pattern : patterns.all()) {
          if (pattern.schema().acceptsAnything()) {
            continue;
          }
          Path schema = keyword.then(pattern.regex().text());
          node.members()
              .forEach(
                  (name, member) -> {
                    if (pattern.regex().isIn(name, run)) {
                      EvaluationPlace place = new EvaluationPlace(at.instance().then(name), schema);
                      pattern.schema().violations(member, place, run, violations);
                    }
                  });
        }
      }
    }

    @Override
    public void evaluated(Value.Node node, ValidationRun run, Set<String> names) {
      for (String name : node.members().keySet()) {
        if (!names.contains(name) && patterns.isAnyIn(name, run)) {
          names.add(name);
        }
      }
    }
  }

  /** {@code propertyNames}: a schema for the names of members. */
  record Names(Schema schema) implements CompiledKeyword {

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      return !(value instanceof Value.Node node)
          || node.members().keySet().stream()
              .allMatch(name -> schema.accepts(new Value.Text(name), run));
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      if (value instanceof Value.Node node) {
        for (String name : node.members().keySet()) {
          schema.violations(new Value.Text(name), at.keyword("propertyNames"), run, violations);
        }
      }
    }
  }

  /** {@code dependentSchemas}: schemas that apply to nodes with a given member. */
  record Dependent(Map<String, Schema> schemas) implements CompiledKeyword {

    @Override
    public int size() {
      return schemas.size();
    }

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      return !(value instanceof Value.Node node)
          || schemas.entrySet().stream()
              .allMatch(
                  entry ->
                      !node.members().containsKey(entry.getKey())
                          || entry.getValue().accepts(node, run));
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      if (value instanceof Value.Node node) {
        Path keyword = at.schema().then("dependentSchemas");
        schemas.forEach(
            (name, schema) -> {
              if (node.members().containsKey(name)) {
                schema.violations(
                    value, new EvaluationPlace(at.instance(), keyword.then(name)), run, violations);
              }
            });
      }
    }

    @Override
    public void evaluated(Value.Node node, ValidationRun run, Set<String> names) {
      schemas.forEach(
          (name, schema) -> {
            if (node.members().containsKey(name)) {
              schema.evaluated(node, run, names);
            }
          });
    }
  }
}
