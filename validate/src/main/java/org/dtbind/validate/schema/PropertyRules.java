// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.validate.schema.PropertyBinding.Rule;
import org.jspecify.annotations.Nullable;

/** Describes the requirements of a schema for the value of a property. */
final class PropertyRules {

  private static final String DEFINITIONS = "/definitions/";

  private final Map<String, List<String>> rules = new LinkedHashMap<>();

  private final Map<String, Object> document;

  /** References within the document whose rules are added. */
  private final Set<String> followed = new HashSet<>();

  private PropertyRules(Map<String, Object> document) {
    this.document = document;
  }

  /**
   * Returns the rules of a schema, without duplicates.
   *
   * @param document the document with the schema, for references within it
   */
  static List<Rule> of(@Nullable Object schema, Map<String, Object> document) {
    if (Boolean.FALSE.equals(schema)) {
      return List.of(new Rule("value", "not allowed here"));
    }
    PropertyRules all = new PropertyRules(document);
    all.add(Parts.map(schema));
    return all.rules.entrySet().stream()
        .map(rule -> new Rule(rule.getKey(), String.join(", ", rule.getValue())))
        .toList();
  }

  private void add(Map<String, Object> schema) {
    type(schema);
    Parts.list(schema.get("enum")).forEach(value -> rule("values", value.toString()));
    rule("values", schema.get("const"));
    range(schema, "range", "minimum", "maximum");
    rule("multiple of", schema.get("multipleOf"));
    rule("pattern", schema.get("pattern"));
    items(schema);
    rule("default", schema.get("default"));
    if (Boolean.TRUE.equals(schema.get("deprecated"))) {
      rule("deprecated", "yes");
    }
    for (String several : List.of("allOf", "oneOf", "anyOf")) {
      Parts.list(schema.get(several)).forEach(each -> add(Parts.map(each)));
    }
  }

  private void type(Map<String, Object> schema) {
    if (schema.get("$ref") instanceof String ref) {
      int at = ref.indexOf(DEFINITIONS);
      if (at < 0 && ref.startsWith("#/")) {
        if (followed.add(ref)) {
          add(at(ref));
        }
        return;
      }
      rule(at < 0 ? "as in" : "type", at < 0 ? ref : ref.substring(at + DEFINITIONS.length()));
    }
    Object type = schema.get("type");
    if ("boolean".equals(type)) {
      rule("type", "flag");
    }
  }

  /** Returns the schema at a reference within the document; empty if there is none. */
  private Map<String, Object> at(String ref) {
    Map<String, Object> schema = document;
    for (String step : ref.substring(2).split("/", -1)) {
      schema = Parts.map(schema.get(step.replace("~1", "/").replace("~0", "~")));
    }
    return schema;
  }

  private void items(Map<String, Object> schema) {
    range(schema, "items", "minItems", "maxItems");
    Object items = schema.get("items");
    if (items instanceof List<?> each) {
      if (!schema.containsKey("maxItems")) {
        rule("items", schema.containsKey("minItems") ? "at most " + each.size() : each.size());
      }
      for (int i = 0; i < each.size(); i++) {
        describe("item " + (i + 1), Parts.map(each.get(i)));
      }
    } else if (Parts.isMap(items)) {
      describe("each item", Parts.map(items));
    }
  }

  private void describe(String what, Map<String, Object> item) {
    Optional.ofNullable(item.get("description"))
        .ifPresent(text -> rule(what, text.toString().strip().replaceAll("\\s+", " ")));
    Parts.list(item.get("enum")).forEach(value -> rule(what, value.toString()));
    rule(what, item.get("const"));
    rule(what, item.get("pattern"));
    range(item, what, "minimum", "maximum");
  }

  private void range(Map<String, Object> schema, String what, String least, String most) {
    Object from = schema.get(least);
    Object to = schema.get(most);
    if (from != null && to != null) {
      rule(what, from.equals(to) ? from : from + " to " + to);
    } else if (from != null) {
      rule(what, "at least " + from);
    } else if (to != null) {
      rule(what, "at most " + to);
    }
  }

  private void rule(String what, @Nullable Object text) {
    if (text != null) {
      List<String> known = rules.computeIfAbsent(what, any -> new ArrayList<>());
      if (!known.contains(text.toString())) {
        known.add(text.toString());
      }
    }
  }
}
