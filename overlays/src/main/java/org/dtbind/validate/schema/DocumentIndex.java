// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of all documents before the first node is validated. Immutable by agreement:
 * nobody changes the maps in it.
 *
 * @param files the file of each document, by $id without its {@code #}, in the order of the
 *     documents
 * @param selects what documents that choose their nodes themselves want of a node, by $id
 * @param compatibles the $id of the document for a compatible string; the last one, where several
 *     have it
 * @param documented every compatible string, and pattern of one, that any document has
 * @param types of properties
 */
record DocumentIndex(
    Map<String, String> files,
    Map<String, Object> selects,
    Map<String, String> compatibles,
    Set<String> documented,
    PropertyTypes types) {

  /** Names of several devices of one node, which choose no document. */
  private static final Set<String> GENERIC = Set.of("syscon", "simple-mfd", "simple-bus");

  /** Returns that of documents which have been prepared. */
  static DocumentIndex of(
      Map<String, Map<String, Object>> all, Map<String, String> files, PropertyTypes types) {
    Map<String, Object> selects = new LinkedHashMap<>();
    Map<String, String> compatibles = new HashMap<>();
    Set<String> documented = new LinkedHashSet<>();
    all.forEach(
        (id, document) -> {
          Object select = document.get("select");
          if (select == null) {
            compatibles(document).forEach(name -> compatibles.put(name, id));
          } else if (!Boolean.FALSE.equals(select)) {
            selects.put(id, select);
          }
          documented(document, documented);
        });
    return new DocumentIndex(files, selects, compatibles, documented, types);
  }

  /** Returns the compatible strings that choose a document. */
  static Set<String> compatibles(Map<String, Object> document) {
    Set<String> names = new LinkedHashSet<>();
    constants(Parts.map(document.get("properties")).get("compatible"), names);
    if (names.size() > 1) {
      names.removeAll(GENERIC);
    }
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
}
