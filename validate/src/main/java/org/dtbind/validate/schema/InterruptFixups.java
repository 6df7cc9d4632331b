// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Changes schemas so that {@code interrupts-extended} is allowed wherever {@code interrupts} is.
 *
 * <p>The schema for {@code interrupts-extended} is copied only after all other changes to the
 * schema for {@code interrupts}: if both were changed, the work would double at each level.
 */
final class InterruptFixups {

  private static final String PLAIN = "interrupts";
  private static final String EXTENDED = "interrupts-extended";

  /** The schema for {@code interrupts-extended} until {@link #copy} replaces it. */
  private static final Object PENDING = new Object();

  private InterruptFixups() {}

  static void schema(Map<String, Object> schema, List<String> path) {
    if (schema.containsKey("properties")) {
      properties(Parts.map(schema.get("properties")));
    }
    List<Object> required = Parts.list(schema.get("required"));
    if (required.contains(PLAIN)
        && (path.isEmpty() || !path.get(path.size() - 1).equals("oneOf"))) {
      if (schema.containsKey("oneOf")) {
        Parts.list(schema.computeIfAbsent("allOf", k -> new ArrayList<>())).add(either());
      } else {
        schema.put("oneOf", either().get("oneOf"));
      }
      required.remove(PLAIN);
      if (required.isEmpty()) {
        schema.remove("required");
      }
    }
    if (schema.containsKey("dependentRequired")) {
      dependent(schema, Parts.map(schema.get("dependentRequired")));
    }
    Map<String, Object> schemas = Parts.map(schema.get("dependentSchemas"));
    if (schemas.containsKey(PLAIN)) {
      schemas.putIfAbsent(EXTENDED, PENDING);
    }
  }

  /**
   * Copies the schemas for {@code interrupts} of a schema whose parts have been changed.
   *
   * @param copier makes deep copies
   */
  static void copy(Map<String, Object> schema, UnaryOperator<Object> copier) {
    for (String keyword : List.of("properties", "dependentSchemas")) {
      Map<String, Object> named = Parts.map(schema.get(keyword));
      if (named.get(EXTENDED) == PENDING) {
        named.put(EXTENDED, copier.apply(named.getOrDefault(PLAIN, true)));
      }
    }
  }

  private static void properties(Map<String, Object> properties) {
    if (Parts.hasAny(properties, PLAIN, "interrupt-controller")) {
      properties.putIfAbsent("interrupt-parent", true);
    }
    Object plain = properties.get(PLAIN);
    if (plain != null && !properties.containsKey(EXTENDED)) {
      properties.put(EXTENDED, PENDING);
    }
  }

  private static Map<String, Object> either() {
    List<Object> alternatives = new ArrayList<>();
    for (String name : List.of(PLAIN, EXTENDED)) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("required", new ArrayList<>(List.of(name)));
      alternatives.add(one);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("oneOf", alternatives);
    return map;
  }

  private static void dependent(Map<String, Object> schema, Map<String, Object> required) {
    Object plain = required.get(PLAIN);
    if (plain != null) {
      required.putIfAbsent(EXTENDED, plain);
    }
    Iterator<Map.Entry<String, Object>> entries = required.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Object> entry = entries.next();
      List<Object> names = Parts.list(entry.getValue());
      if (names.contains(PLAIN)) {
        // Like dt-schema, this replaces existing dependentSchemas.
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put(entry.getKey(), either());
        schema.put("dependentSchemas", schemas);
        names.remove(PLAIN);
        if (names.isEmpty()) {
          entries.remove();
          break;
        }
      }
    }
    if (required.isEmpty()) {
      schema.remove("dependentRequired");
    }
  }
}
