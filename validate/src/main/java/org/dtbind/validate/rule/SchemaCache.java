// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import org.dtbind.source.Limit;

/** Compiles schemas on first use and keeps them. Safe for use by several threads. */
public final class SchemaCache {

  private final Function<String, Optional<Object>> documents;
  private final Map<Reference, Schema> compiled = new ConcurrentHashMap<>();
  private final Map<String, Regex> regexes = new ConcurrentHashMap<>();
  private final AtomicLong parts = new AtomicLong();

  /**
   * Creates an instance without compiled schemas.
   *
   * @param documents returns the document for an $id without the final {@code #}, as maps, lists,
   *     strings, numbers and Booleans
   */
  public SchemaCache(Function<String, Optional<Object>> documents) {
    this.documents = documents;
  }

  /**
   * {@return the schema of the document with an $id; if it is missing, a schema that accepts
   * nothing}
   */
  public Schema document(String id) {
    return at(new Reference(id, ""));
  }

  /**
   * {@return the compiled form of a schema that is not part of a document}
   *
   * @param source the schema as maps, lists, strings, numbers and Booleans
   * @param base the $id against which references are resolved
   */
  public Schema compile(Object source, String base) {
    return new SchemaCompiler(this, base).compile(source);
  }

  /**
   * Returns a compiled regular expression.
   *
   * @throws TooMuchWork if it is not valid: a reference may lead to a part of a document that is no
   *     schema, and that was therefore not checked
   */
  Regex regex(String text) {
    try {
      return regexes.computeIfAbsent(text, Regex::of);
    } catch (PatternSyntaxException e) {
      throw new TooMuchWork("a schema contains an invalid regular expression");
    }
  }

  /**
   * A place in a document.
   *
   * @param pointer the JSON Pointer from its root; empty for the whole document
   */
  private record Reference(String id, String pointer) {

    static Reference of(String base, String reference) {
      int hash = reference.indexOf('#');
      return hash < 0
          ? new Reference(join(base, reference), "")
          : new Reference(
              join(base, reference.substring(0, hash)), decoded(reference.substring(hash + 1)));
    }

    /** Resolves percent-encoding, which a fragment needs for characters such as {@code ^}. */
    private static String decoded(String fragment) {
      try {
        return fragment.indexOf('%') < 0
            ? fragment
            : URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return fragment;
      }
    }
  }

  /** A part of a document, with the $id against which its references are resolved. */
  record Located(Object part, String base) {}

  /** Returns the part of a document to which a reference leads, before compilation. */
  Optional<Located> source(String base, String reference) {
    Reference target = Reference.of(base, reference);
    return part(target).map(part -> new Located(part, target.id));
  }

  /** Returns the schema to which a reference leads. */
  Schema resolve(String base, String reference) {
    return at(Reference.of(base, reference));
  }

  /**
   * Resolves a reference against a document's $id. It implements the subset of RFC 3986 that
   * schemas need.
   */
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

  /** Removes the steps "." and "..", except at the start and end. */
  private static String dotted(String path) {
    String[] steps = path.split("/", -1);
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < steps.length; i++) {
      boolean isInside = i > 0 && i < steps.length - 1;
      int last = kept.size() - 1;
      if (isInside && steps[i].equals("..") && last > 0 && !kept.get(last).isEmpty()) {
        kept.remove(last);
      } else if (!isInside || !steps[i].equals(".")) {
        kept.add(steps[i]);
      }
    }
    return String.join("/", kept);
  }

  private Schema at(Reference reference) {
    Schema known = compiled.get(reference);
    if (known != null) {
      return known;
    }
    Schema schema =
        part(reference).map(source -> compilePart(source, reference.id)).orElse(Schema.MISSING);
    Schema first = compiled.putIfAbsent(reference, schema);
    return first == null ? schema : first;
  }

  /** Compiles a part of a document. References can lead to each part on many ways. */
  private Schema compilePart(Object source, String id) {
    if (parts.get() > Limit.BINDING_PARTS.most()) {
      throw new TooMuchWork("too many parts of schemas are referred to");
    }
    SchemaCompiler compiler = new SchemaCompiler(this, id);
    Schema schema = compiler.compile(source);
    parts.addAndGet(compiler.compiled());
    return schema;
  }

  /** Resolves the JSON Pointer of a reference (RFC 6901). */
  private Optional<Object> part(Reference reference) {
    Optional<Object> part = documents.apply(reference.id);
    String pointer = reference.pointer;
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
