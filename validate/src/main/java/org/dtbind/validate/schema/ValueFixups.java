// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes the schema of a property in the same way as {@code walk_properties} and {@code
 * fixup_vals} in {@code fixups.py} of dt-schema. Afterwards, the short forms that authors use apply
 * to the decoded values of properties.
 */
final class ValueFixups {

  /**
   * Suffixes in {@code property-units.yaml} of dt-schema whose type is an array. The type for
   * {@link #MATRIX_UNITS} is a matrix.
   */
  private static final Pattern ARRAY_UNITS =
      Pattern.compile(
          "-(kBps|bits|percent|bp|db|mhz|sec|ms|us|ns|ps|mm|nanoamp|(micro-)?ohms"
              + "|micro(amp|watt)(-hours)?|milliwatt|(femto|pico)farads|(milli)?celsius|kelvin"
              + "|k?pascal)$");

  private static final Pattern MATRIX_UNITS = Pattern.compile("-(hz|microvolt)$");

  private static final List<String> SCALAR =
      List.of("const", "enum", "pattern", "minimum", "maximum", "multipleOf");

  private static final List<String> CONDITIONS = List.of("allOf", "oneOf", "anyOf");

  private ValueFixups() {}

  /**
   * Changes the schema of a property.
   *
   * @param path the keywords and names that lead to the schema
   */
  static void property(Object part, List<String> path) {
    if (!Parts.isMap(part)) {
      return;
    }
    Map<String, Object> schema = Parts.map(part);
    choicesToEnum(schema);
    for (String condition : CONDITIONS) {
      for (Object each : Parts.list(schema.get(condition))) {
        property(each, with(path, condition));
      }
    }
    if (schema.containsKey("then")) {
      property(schema.get("then"), with(path, "then"));
    }
    values(schema, path);
  }

  static List<String> with(List<String> path, String... more) {
    List<String> all = new ArrayList<>(path);
    all.addAll(List.of(more));
    return all;
  }

  /**
   * Replaces alternatives that are only constants by an enum, whose violations are easier to read.
   */
  private static void choicesToEnum(Map<String, Object> schema) {
    Object choices = schema.containsKey("anyOf") ? schema.get("anyOf") : schema.get("oneOf");
    if (choices == null) {
      if (Parts.isMap(schema.get("items"))) {
        choicesToEnum(Parts.map(schema.get("items")));
      }
      return;
    }
    List<Object> constants = new ArrayList<>();
    for (Object each : Parts.list(choices)) {
      Map<String, Object> choice = Parts.map(each);
      if (!choice.containsKey("const") || hasMoreThanConstant(choice)) {
        return;
      }
      constants.add(choice.get("const"));
    }
    schema.remove("anyOf");
    schema.remove("oneOf");
    schema.put("enum", constants);
  }

  /** Like the comparison of sets in Python, this requires both keywords and at least one more. */
  private static boolean hasMoreThanConstant(Map<String, Object> choice) {
    return choice.size() > 2 && choice.containsKey("const") && choice.containsKey("description");
  }

  private static void values(Map<String, Object> schema, List<String> path) {
    schema.remove("description");
    reg(schema, path);
    emptyItems(schema);
    units(schema, path);
    if (Parts.isString(schema)) {
      schema.put("items", listOf(scalarOf(schema)));
    }
    itemCounts(schema, path);
    dependencies(schema);
  }

  /** JSON Schema 2019-09 split this keyword into two. */
  static void dependencies(Map<String, Object> schema) {
    Object dependencies = schema.remove("dependencies");
    Parts.map(dependencies)
        .forEach(
            (name, value) -> {
              String keyword = value instanceof List<?> ? "dependentRequired" : "dependentSchemas";
              Parts.map(schema.computeIfAbsent(keyword, k -> new LinkedHashMap<String, Object>()))
                  .put(name, value);
            });
  }

  private static Map<String, Object> scalarOf(Map<String, Object> schema) {
    Map<String, Object> scalar = new LinkedHashMap<>();
    for (String keyword : SCALAR) {
      if (schema.containsKey(keyword)) {
        scalar.put(keyword, schema.remove(keyword));
      }
    }
    return scalar;
  }

  private static List<Object> listOf(Object item) {
    List<Object> list = new ArrayList<>();
    list.add(item);
    return list;
  }

  private static Map<String, Object> itemsOf(Object item) {
    Map<String, Object> items = new LinkedHashMap<>();
    items.put("items", listOf(item));
    return items;
  }

  /** The value of {@code reg} is always a matrix. */
  private static void reg(Map<String, Object> schema, List<String> path) {
    if (!path.contains("reg")) {
      return;
    }
    Map<String, Object> item = schema;
    if (schema.containsKey("items")) {
      List<Object> list = Parts.list(schema.get("items"));
      item = Parts.map(list.isEmpty() ? schema.get("items") : list.get(0));
    }
    if (Parts.isInteger(item)) {
      schema.put("items", listOf(itemsOf(scalarOf(item))));
    }
  }

  private static void emptyItems(Map<String, Object> schema) {
    if (Parts.isMap(schema.get("items"))) {
      emptyItems(Parts.map(schema.get("items")));
      return;
    }
    if (!schema.containsKey("items")) {
      return;
    }
    List<Object> items = Parts.list(schema.get("items"));
    for (Object each : items) {
      if (Parts.isMap(each)) {
        Map<String, Object> item = Parts.map(each);
        item.remove("description");
        emptyItems(item);
        if (!item.isEmpty()) {
          return;
        }
      }
    }
    schema.putIfAbsent("type", "array");
    schema.putIfAbsent("maxItems", (long) items.size());
    schema.putIfAbsent("minItems", (long) items.size());
    schema.remove("items");
  }

  private static void units(Map<String, Object> schema, List<String> path) {
    String name = property(path);
    if (name.isEmpty() || schema.containsKey("$ref")) {
      return;
    }
    if (ARRAY_UNITS.matcher(name).find() && Parts.isInteger(schema)) {
      schema.put("items", listOf(scalarOf(schema)));
    } else if (MATRIX_UNITS.matcher(name).find() && !isMatrix(schema)) {
      if (Parts.hasAny(schema, "items", "minItems", "maxItems")) {
        schema.put("items", listOf(Parts.copy(schema)));
        schema.remove("minItems");
        schema.remove("maxItems");
      } else if (Parts.isInteger(schema)) {
        schema.put("items", listOf(itemsOf(scalarOf(schema))));
      }
    }
  }

  /**
   * Returns the name after the last keyword that contains properties; if that keyword ends the
   * path, the first element of the path, as in dt-schema.
   */
  private static String property(List<String> path) {
    for (int i = path.size() - 1; i >= 0; i--) {
      String step = path.get(i);
      if (step.equals("properties") || step.equals("$defs") || step.equals("definitions")) {
        return path.get(i + 1 < path.size() ? i + 1 : 0);
      }
    }
    return "";
  }

  private static boolean isMatrix(Map<String, Object> schema) {
    Object items = schema.get("items");
    return items instanceof List<?> list
        ? list.stream().anyMatch(ValueFixups::hasCounts)
        : hasCounts(items);
  }

  private static boolean hasCounts(@Nullable Object items) {
    return Parts.hasAny(Parts.map(items), "items", "maxItems", "minItems");
  }

  /**
   * Sets the missing counts of items: a list of items has a fixed length unless the schema
   * specifies otherwise.
   */
  private static void itemCounts(Object part, List<String> path) {
    if (part instanceof List<?> list) {
      list.forEach(each -> itemCounts(each, path));
      return;
    }
    if (!Parts.isMap(part)) {
      return;
    }
    Map<String, Object> schema = Parts.map(part);
    schema.remove("description");
    if (schema.containsKey("items")) {
      schema.put("type", "array");
      if (schema.get("items") instanceof List<?> list) {
        schema.putIfAbsent("minItems", (long) list.size());
        schema.putIfAbsent("maxItems", (long) list.size());
      }
      itemCounts(schema.get("items"), with(path, "items"));
    } else if (!path.contains("then") && !path.contains("else")) {
      if (schema.containsKey("maxItems")) {
        schema.putIfAbsent("minItems", schema.get("maxItems"));
      } else if (schema.containsKey("minItems")) {
        schema.put("maxItems", schema.get("minItems"));
      }
    }
  }
}
