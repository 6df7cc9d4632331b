// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binding documents that have been prepared, by $id without its {@code #}. Immutable by agreement:
 * nobody changes the maps in it.
 *
 * @param all each with its file as {@code $filename}
 * @param types of properties
 */
public record Documents(Map<String, Map<String, Object>> all, PropertyTypes types) {

  /** Names of several devices of one node, which choose no schema. */
  private static final Set<String> GENERIC = Set.of("syscon", "simple-mfd", "simple-bus");

  /** {@return the document with that $id} */
  public Optional<Object> document(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /** {@return the file of the document with that $id} */
  public String file(String id) {
    return all.containsKey(id) ? String.valueOf(all.get(id).get("$filename")) : "";
  }

  /** {@return the $id of the schemas that choose their nodes by a select of their own} */
  public List<String> selecting() {
    List<String> ids = new ArrayList<>();
    all.forEach(
        (id, document) -> {
          if (document.containsKey("select") && !Boolean.FALSE.equals(document.get("select"))) {
            ids.add(id);
          }
        });
    return ids;
  }

  /** {@return the $id of the schema for a compatible; the last one, where several have it} */
  public Map<String, String> compatibles() {
    Map<String, String> ids = new HashMap<>();
    all.forEach(
        (id, document) -> {
          Object compatible = Parts.map(document.get("properties")).get("compatible");
          if (!document.containsKey("select") && compatible != null) {
            Set<String> names = new LinkedHashSet<>();
            constants(compatible, names);
            if (names.size() > 1) {
              names.removeAll(GENERIC);
            }
            names.forEach(name -> ids.put(name, id));
          }
        });
    return ids;
  }

  /** {@return every compatible, and pattern of one, that any schema has} */
  public Set<String> documented() {
    Set<String> names = new LinkedHashSet<>();
    all.values().forEach(document -> documented(document, names));
    return names;
  }

  private static void documented(@Nullable Object part, Set<String> names) {
    Parts.map(part)
        .forEach(
            (key, value) -> {
              if (!key.equals("compatible")) {
                documented(value, names);
              } else if (Parts.isMap(value)) {
                constants(value, names);
              }
            });
    Parts.list(part).forEach(item -> documented(item, names));
  }

  private static void constants(@Nullable Object part, Set<String> names) {
    Parts.map(part)
        .forEach(
            (key, value) -> {
              switch (key) {
                case "enum" -> {
                  if (value instanceof List<?> list
                      && !list.isEmpty()
                      && list.get(0) instanceof String) {
                    list.forEach(each -> names.add(each.toString()));
                  }
                }
                case "const", "pattern" -> names.add(value.toString());
                default -> constants(value, names);
              }
            });
    Parts.list(part).forEach(item -> constants(item, names));
  }

  /** Returns documents that have been prepared, in order; of several with one $id the first. */
  static Documents of(List<Map<String, Object>> prepared) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    for (Map<String, Object> document : prepared) {
      all.putIfAbsent(id(document), document);
    }
    return new Documents(all, PropertyTypes.of(all.values()));
  }

  static String id(Map<String, Object> document) {
    return String.valueOf(document.get("$id")).replaceAll("#+$", "");
  }
}
