// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Methods for schemas before compilation, which consist of mutable maps and lists, and of strings,
 * numbers and Booleans.
 */
final class Parts {

  private Parts() {}

  @SuppressWarnings("unchecked")
  static boolean isMap(@Nullable Object part) {
    return part instanceof Map<?, ?>;
  }

  /**
   * Returns the part itself if it is a map, otherwise a new empty map. Changes to that map have no
   * effect on the schema.
   */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object part) {
    return part instanceof Map<?, ?> ? (Map<String, Object>) part : new LinkedHashMap<>();
  }

  /**
   * Returns the part itself if it is a list, otherwise a new empty list. Changes to that list have
   * no effect on the schema.
   */
  @SuppressWarnings("unchecked")
  static List<Object> list(@Nullable Object part) {
    return part instanceof List<?> ? (List<Object>) part : new ArrayList<>();
  }

  static boolean hasAny(Map<String, Object> map, String... keys) {
    for (String key : keys) {
      if (map.containsKey(key)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a deep copy. */
  static Object copy(Object part) {
    if (part instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put(key.toString(), copy(value)));
      return copy;
    }
    if (part instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(copy(item)));
      return copy;
    }
    return part;
  }

  /**
   * Returns whether the value of a keyword for scalars is an integer or a list that begins with
   * one.
   */
  static boolean isInteger(@Nullable Object schema) {
    Map<String, Object> map = map(schema);
    return is(map, "const", true)
        || is(map, "enum", true)
        || is(map, "minimum", true)
        || is(map, "maximum", true);
  }

  /**
   * Returns whether the value of a keyword for scalars is a string or a list that begins with one.
   */
  static boolean isString(@Nullable Object schema) {
    Map<String, Object> map = map(schema);
    return is(map, "const", false) || is(map, "enum", false) || is(map, "pattern", false);
  }

  private static boolean is(Map<String, Object> map, String keyword, boolean integer) {
    Object value = map.get(keyword);
    if (value instanceof List<?> list) {
      value = list.isEmpty() ? null : list.get(0);
    }
    // In Python, True and False are integers.
    return integer
        ? value instanceof Boolean || value instanceof Number && !(value instanceof Double)
        : value instanceof String;
  }
}
