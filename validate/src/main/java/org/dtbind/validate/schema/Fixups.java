// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.source.Limit;
import org.dtbind.validate.rule.Schema;

/**
 * Changes a binding document in the same way as {@code fixups.py} of dt-schema before validation.
 * The files that dt-mk-schema writes contain the result of these changes.
 */
final class Fixups {

  private static final List<String> ALTERNATIVES = List.of("allOf", "anyOf", "oneOf");

  private static final Set<String> INNER =
      Set.of("select", "if", "then", "else", "not", "additionalProperties");

  private static final Set<String> NAMED =
      Set.of(
          "dependentRequired",
          "dependentSchemas",
          "dependencies",
          "properties",
          "patternProperties",
          "$defs",
          "definitions");

  /** Matrices whose rows have different lengths. Only the type of these properties is kept. */
  private static final Set<String> UNEVEN = Set.of("fsl,pins", "qcom,board-id");

  private static final List<String> IMPLICIT =
      List.of(
          "phandle",
          "status",
          "secure-status",
          "$nodename",
          "bootph-pre-sram",
          "bootph-verify",
          "bootph-pre-ram",
          "bootph-some-ram",
          "bootph-all");

  private long copied;

  private Fixups() {}

  /** Changes a document. Returns the reason if the changes would enlarge it too much. */
  static Optional<String> document(Map<String, Object> document) {
    document.remove("examples");
    document.remove("maintainers");
    document.remove("historical");
    select(document);
    Fixups fixups = new Fixups();
    fixups.schema(document, List.of());
    return fixups.copied > Limit.BINDING_ALIASED.most()
        ? Optional.of("its nested interrupts repeat too many values")
        : Optional.empty();
  }

  /**
   * Adds a {@code select} schema with the rule for {@code $nodename} to a document without {@code
   * compatible}.
   */
  private static void select(Map<String, Object> document) {
    if (document.containsKey("select") || !document.containsKey("properties")) {
      return;
    }
    Map<String, Object> properties = Parts.map(document.get("properties"));
    Object name = properties.get("$nodename");
    if (properties.containsKey("compatible") || name == null || Boolean.TRUE.equals(name)) {
      return;
    }
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("required", new ArrayList<>(List.of("$nodename")));
    Map<String, Object> selected = new LinkedHashMap<>();
    selected.put("$nodename", Parts.copy(name));
    select.put("properties", selected);
    document.put("select", select);
  }

  private void schema(Object part, List<String> path) {
    if (!Parts.isMap(part)) {
      return;
    }
    Map<String, Object> schema = Parts.map(part);
    schema.remove("description");
    ValueFixups.dependencies(schema);
    InterruptFixups.schema(schema, path);
    implicit(schema);
    if (Boolean.TRUE.equals(schema.get("additionalProperties"))) {
      schema.remove("additionalProperties");
    }
    schema.forEach(
        (keyword, value) -> {
          if (INNER.contains(keyword)) {
            schema(value, ValueFixups.with(path, keyword));
          } else if (ALTERNATIVES.contains(keyword)) {
            Parts.list(value).forEach(each -> schema(each, ValueFixups.with(path, keyword)));
          } else if (NAMED.contains(keyword)) {
            Parts.map(value).entrySet().forEach(entry -> named(entry, keyword, path));
          }
        });
    InterruptFixups.copy(schema, this::copy);
  }

  /** Copies a part, unless the copies together exceed the limit. */
  private Object copy(Object part) {
    copied += copied > Limit.BINDING_ALIASED.most() ? 0 : Schema.parts(part);
    return copied > Limit.BINDING_ALIASED.most() ? true : Parts.copy(part);
  }

  private void named(Map.Entry<String, Object> entry, String keyword, List<String> path) {
    if (UNEVEN.contains(entry.getKey()) && Parts.isMap(entry.getValue())) {
      Map<String, Object> reduced = new LinkedHashMap<>();
      Object reference = Parts.map(entry.getValue()).get("$ref");
      if (reference != null) {
        reduced.put("$ref", reference);
      }
      entry.setValue(reduced);
      return;
    }
    List<String> inner = ValueFixups.with(path, keyword, entry.getKey());
    ValueFixups.property(entry.getValue(), inner);
    schema(entry.getValue(), inner);
  }

  /** Allows the properties that any node may have, if a schema limits the properties of a node. */
  private static void implicit(Map<String, Object> schema) {
    if (!Parts.hasAny(schema, "unevaluatedProperties", "additionalProperties")) {
      return;
    }
    List<String> keys = new ArrayList<>(Parts.map(schema.get("properties")).keySet());
    keys.addAll(Parts.map(schema.get("patternProperties")).keySet());
    if (keys.contains("clocks") && !keys.contains("assigned-clocks")) {
      for (String name :
          List.of(
              "assigned-clocks",
              "assigned-clock-rates-u64",
              "assigned-clock-rates",
              "assigned-clock-parents",
              "assigned-clock-sscs")) {
        of(schema, "properties").put(name, true);
      }
    }
    if (keys.contains("ranges")) {
      of(schema, "properties").putIfAbsent("dma-ranges", true);
    }
    if (Boolean.TRUE.equals(schema.get("additionalProperties"))
        || Boolean.TRUE.equals(schema.get("unevaluatedProperties"))) {
      return;
    }
    Map<String, Object> properties = of(schema, "properties");
    IMPLICIT.forEach(name -> properties.putIfAbsent(name, true));
    if (keys.stream().noneMatch(Fixups::isPinctrl)) {
      properties.putIfAbsent("pinctrl-names", true);
      of(schema, "patternProperties").put("^pinctrl-[0-9]+$", true);
    }
  }

  private static boolean isPinctrl(String name) {
    return name.startsWith("pinctrl-")
        && name.length() > 8
        && name.charAt(8) >= '0'
        && name.charAt(8) <= '9';
  }

  private static Map<String, Object> of(Map<String, Object> schema, String keyword) {
    return Parts.map(schema.computeIfAbsent(keyword, k -> new LinkedHashMap<String, Object>()));
  }
}
