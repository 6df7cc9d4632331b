// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dtbind.validate.value.Value;

/** Keywords that apply to the members of a node that other keywords do not cover. */
final class OtherMembers {

  private OtherMembers() {}

  /**
   * {@code additionalProperties}: applies to members that {@code properties} and {@code
   * patternProperties} of the same schema do not cover.
   *
   * @param keywords the keywords in that schema; jsonschema wrongly treats members with these names
   *     as evaluated
   */
  record Additional(Set<String> named, Patterns patterns, Schema schema, Set<String> keywords)
      implements CompiledKeyword {

    private List<String> extras(Value.Node node, ValidationRun run) {
      List<String> extras = new ArrayList<>();
      for (String name : node.members().keySet()) {
        if (!named.contains(name) && !patterns.isAnyIn(name, run)) {
          extras.add(name);
        }
      }
      return extras;
    }

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      if (schema == Schema.ANY || !(value instanceof Value.Node node)) {
        return true;
      }
      for (String extra : extras(node, run)) {
        Value member = node.members().get(extra);
        if (schema == Schema.NONE || member == null || !schema.accepts(member, run)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      if (schema == Schema.ANY || !(value instanceof Value.Node node)) {
        return;
      }
      List<String> extras = extras(node, run);
      if (schema == Schema.NONE && !extras.isEmpty()) {
        violations.add(
            at.violation(
                "additionalProperties",
                extras.stream().sorted().toList(),
                value,
                () -> message(extras)));
        return;
      }
      for (String extra : extras) {
        Value member = node.members().get(extra);
        if (member != null) {
          schema.violations(
              member, at.keyword("additionalProperties").member(extra), run, violations);
        }
      }
    }

    private String message(List<String> extras) {
      if (patterns.all().isEmpty()) {
        return "Additional properties are not allowed (%s unexpected)"
            .formatted(Choices.extras(Choices.sorted(extras)));
      }
      List<String> regexes =
          patterns.all().stream().map(pattern -> pattern.regex().text()).toList();
      return "%s %s not match any of the regexes: %s"
          .formatted(
              String.join(", ", Choices.sorted(extras)),
              extras.size() == 1 ? "does" : "do",
              String.join(", ", Choices.sorted(regexes)));
    }

    @Override
    public void evaluated(Value.Node node, ValidationRun run, Set<String> names) {
      looked(schema, keywords, node, names);
    }
  }

  private static void looked(
      Schema schema, Set<String> keywords, Value.Node node, Set<String> names) {
    if (schema == Schema.ANY) {
      names.addAll(node.members().keySet());
      return;
    }
    for (String keyword : keywords) {
      if (node.members().containsKey(keyword)) {
        names.add(keyword);
      }
    }
  }

  /** {@code unevaluatedProperties}: applies to members that no part of the schema has evaluated. */
  record Unevaluated(Schema schema, Set<String> keywords, Schema evaluating)
      implements CompiledKeyword {

    private List<String> bad(Value.Node node, ValidationRun run) {
      Set<String> names = new HashSet<>();
      evaluating.evaluated(node, run, names);
      evaluated(node, run, names);
      List<String> bad = new ArrayList<>();
      node.members()
          .forEach(
              (name, member) -> {
                if (!names.contains(name) && !schema.accepts(member, run)) {
                  bad.add(name);
                }
              });
      return bad;
    }

    @Override
    public boolean accepts(Value value, ValidationRun run) {
      return schema == Schema.ANY
          || !(value instanceof Value.Node node)
          || bad(node, run).isEmpty();
    }

    @Override
    public void violations(
        Value value, EvaluationPlace at, ValidationRun run, List<Violation> violations) {
      if (schema == Schema.ANY || !(value instanceof Value.Node node)) {
        return;
      }
      List<String> bad = bad(node, run);
      if (!bad.isEmpty()) {
        String text =
            schema == Schema.NONE
                ? "Unevaluated properties are not allowed (%s unexpected)"
                : "Unevaluated properties are not valid under the given schema (%s unevaluated and"
                    + " invalid)";
        violations.add(
            at.violation(
                "unevaluatedProperties",
                bad.stream().sorted().toList(),
                value,
                () -> text.formatted(Choices.extras(Choices.sorted(bad)))));
      }
    }

    @Override
    public void evaluated(Value.Node node, ValidationRun run, Set<String> names) {
      looked(schema, keywords, node, names);
    }
  }
}
