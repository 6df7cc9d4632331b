// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Binding documents that have been prepared, by $id without its {@code #}. Safe for several
 * threads, as long as nobody changes the maps.
 */
public final class Documents {

  private final DocumentIndex index;
  private final Function<String, Optional<Map<String, Object>>> contents;

  /**
   * Creates them.
   *
   * @param contents gives the document with an $id
   */
  Documents(DocumentIndex index, Function<String, Optional<Map<String, Object>>> contents) {
    this.index = index;
    this.contents = contents;
  }

  /** Returns documents that have been prepared, in order; each with its file. */
  static Documents of(Map<String, Map<String, Object>> all, Map<String, String> files) {
    return of(all, files, PropertyTypes.of(all.values()));
  }

  /** Returns documents whose types are known. */
  static Documents of(
      Map<String, Map<String, Object>> all, Map<String, String> files, PropertyTypes types) {
    Map<String, Map<String, Object>> documents = new LinkedHashMap<>(all);
    return new Documents(
        DocumentIndex.of(documents, files, types), id -> Optional.ofNullable(documents.get(id)));
  }

  DocumentIndex index() {
    return index;
  }

  /** {@return how many there are} */
  public int size() {
    return index.files().size();
  }

  /** {@return the document with that $id} */
  public Optional<Map<String, Object>> document(String id) {
    return contents.apply(id);
  }

  /** {@return the file of the document with that $id} */
  public String file(String id) {
    return index.files().getOrDefault(id, "");
  }

  /** {@return what chooses the nodes of documents that do so themselves, by $id} */
  public Map<String, Object> selects() {
    return index.selects();
  }

  /** {@return the $id of the document for a compatible string; the last of several} */
  public Map<String, String> compatibles() {
    return index.compatibles();
  }

  /** {@return every compatible string, and pattern of one, that any document has} */
  public Set<String> documented() {
    return index.documented();
  }

  /** {@return the types of properties} */
  public PropertyTypes types() {
    return index.types();
  }

  static String id(Map<String, Object> document) {
    return String.valueOf(document.get("$id")).replaceAll("#+$", "");
  }
}
