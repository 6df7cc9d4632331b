// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Compiles schemas by name, each once, when it is first needed. Safe for several threads. */
public final class References {

  private final Function<String, Optional<Object>> documents;
  private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
  private final Map<String, Regex> regexes = new ConcurrentHashMap<>();

  /**
   * Creates one.
   *
   * @param documents gives the document with an $id without {@code #}, as maps, lists, strings,
   *     numbers and Booleans
   */
  public References(Function<String, Optional<Object>> documents) {
    this.documents = documents;
  }

  /** {@return the schema of the document with that $id, which accepts nothing if there is none} */
  public Schema document(String id) {
    return at(id, "");
  }

  /**
   * {@return a schema that is part of none of the documents}
   *
   * @param source as documents are
   * @param base the $id by which it refers to others
   */
  public Schema compile(Object source, String base) {
    return new Compiler(this, base).compile(source);
  }

  Regex regex(String text) {
    return regexes.computeIfAbsent(text, Regex::of);
  }

  /** Returns the schema that a reference means. */
  Schema resolve(String base, String reference) {
    int hash = reference.indexOf('#');
    String uri = hash < 0 ? reference : reference.substring(0, hash);
    return at(join(base, uri), hash < 0 ? "" : reference.substring(hash + 1));
  }

  /** A reference against the document that has it, by RFC 3986 as far as schemas use it. */
  private static String join(String base, String uri) {
    if (uri.isEmpty() || uri.contains("://")) {
      return uri.isEmpty() ? base : uri;
    }
    int scheme = base.indexOf("://");
    int root = base.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    if (uri.startsWith("/")) {
      return root < 0 ? uri : base.substring(0, root) + uri;
    }
    String path = base.substring(0, base.lastIndexOf('/') + 1) + uri;
    return path.contains("./") ? dotted(path) : path;
  }

  private static String dotted(String path) {
    String plain = path;
    while (plain.contains("/./")) {
      plain = plain.replace("/./", "/");
    }
    String before = "";
    while (!plain.equals(before)) {
      before = plain;
      plain = plain.replaceFirst("/[^/]+/\\.\\./", "/");
    }
    return plain;
  }

  private Schema at(String id, String pointer) {
    String key = id + '#' + pointer;
    Schema known = compiled.get(key);
    if (known != null) {
      return known;
    }
    Schema schema =
        documents
            .apply(id)
            .flatMap(document -> part(document, pointer))
            .map(source -> new Compiler(this, id).compile(source))
            .orElse(Schema.NONE);
    Schema first = compiled.putIfAbsent(key, schema);
    return first == null ? schema : first;
  }

  /** By JSON Pointer, RFC 6901. */
  private static Optional<Object> part(Object document, String pointer) {
    Optional<Object> part = Optional.of(document);
    for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      part = part.flatMap(in -> step(in, name));
    }
    return part;
  }

  private static Optional<Object> step(Object in, String name) {
    if (in instanceof Map<?, ?> map) {
      return Optional.ofNullable(map.get(name));
    }
    return in instanceof List<?> list
            && name.matches("[0-9]{1,6}")
            && Integer.parseInt(name) < list.size()
        ? Optional.of(list.get(Integer.parseInt(name)))
        : Optional.empty();
  }
}
