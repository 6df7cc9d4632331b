// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Prepared binding documents, by $id without the final {@code #}. Safe for use by several threads,
 * provided that no code changes the maps.
 */
public final class Documents {

  private final DocumentIndex index;
  private final Function<String, Optional<Map<String, Object>>> contents;

  /** Creates documents from an index. */
  Documents(DocumentIndex index, Function<String, Optional<Map<String, Object>>> contents) {
    this.index = index;
    this.contents = contents;
  }

  /**
   * Returns prepared documents.
   *
   * @param files the file of each document, by $id
   */
  static Documents of(Map<String, Map<String, Object>> all, Map<String, String> files) {
    return of(all, files, PropertyTypes.of(all.values()));
  }

  /** Returns prepared documents whose property types are known. */
  static Documents of(
      Map<String, Map<String, Object>> all, Map<String, String> files, PropertyTypes types) {
    Map<String, Map<String, Object>> documents = new LinkedHashMap<>(all);
    return new Documents(
        DocumentIndex.of(documents, files, types), id -> Optional.ofNullable(documents.get(id)));
  }

  DocumentIndex index() {
    return index;
  }

  public int size() {
    return index.files().size();
  }

  public Set<String> ids() {
    return index.files().keySet();
  }

  /** {@return the document with an $id; absent if there is none} */
  public Optional<Map<String, Object>> document(String id) {
    return contents.apply(id);
  }

  /** {@return the file of the document with an $id; empty if there is none} */
  public String file(String id) {
    return index.files().getOrDefault(id, "");
  }

  /** {@return the {@code select} schemas of the documents that have one, by $id} */
  public Map<String, Object> selects() {
    return index.selects();
  }

  /**
   * {@return the $id of the document for each compatible string; the last document takes
   * precedence}
   */
  public Map<String, String> compatibles() {
    return index.compatibles();
  }

  /** {@return all compatible strings and patterns in all documents} */
  public Set<String> documented() {
    return index.documented();
  }

  public PropertyTypes types() {
    return index.types();
  }

  static String id(Map<String, Object> document) {
    String id = String.valueOf(document.get("$id"));
    int end = id.length();
    while (end > 0 && id.charAt(end - 1) == '#') {
      end--;
    }
    return id.substring(0, end);
  }
}
