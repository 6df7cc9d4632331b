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
 * The data from all documents that the validation of any node needs. Immutable by convention: no
 * code may change the maps.
 *
 * @param files the file of each document, by $id without the final {@code #}, in the order of the
 *     documents
 * @param selects the "select" schemas of the documents that have one, by $id
 * @param compatibles the $id of the document for each compatible string; the last document takes
 *     precedence
 * @param documented all compatible strings and patterns in all documents
 */
record DocumentIndex(
    Map<String, String> files,
    Map<String, Object> selects,
    Map<String, String> compatibles,
    Set<String> documented,
    PropertyTypes types) {

  /**
   * Compatible strings that devices of many kinds have. They do not select a document that has
   * further strings.
   */
  private static final Set<String> GENERIC = Set.of("syscon", "simple-mfd", "simple-bus");

  /** Returns the index of prepared documents. */
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

  /** Returns the compatible strings that select a document. */
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
