// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.validate.rule.References;
import org.dtbind.validate.rule.Schema;
import org.dtbind.validate.schema.DocumentReader;
import org.dtbind.validate.schema.Documents;
import org.dtbind.validate.schema.PropertyTypes;
import org.dtbind.validate.schema.ReadResult;

/**
 * Binding documents, ready to validate trees. Safe for several threads; documents are compiled when
 * a node first needs them.
 *
 * @see <a href="https://github.com/devicetree-org/dt-schema">dt-schema</a>
 */
public final class SchemaSet {

  /**
   * A document that was left out.
   *
   * @param file that it is in
   * @param text what is wrong with it
   */
  public record Problem(String file, String text) {}

  /** A document that chooses its nodes itself. */
  record Selecting(String id, Schema select) {}

  private final Documents documents;
  private final List<Problem> problems;
  private final References references;
  private final Map<String, String> compatibles;
  private final List<Selecting> selecting;
  private final Compatibles documented;

  private SchemaSet(Documents documents, List<Problem> problems) {
    this.documents = documents;
    this.problems = List.copyOf(problems);
    this.references = new References(id -> documents.document(id).map(document -> document));
    this.compatibles = documents.compatibles();
    this.documented = Compatibles.of(documents.documented());
    this.selecting =
        documents.selects().entrySet().stream()
            .map(entry -> new Selecting(entry.getKey(), references.compile(entry.getValue(), "")))
            .toList();
  }

  /**
   * {@return the documents of files and folders, with dt-schema's own}
   *
   * @param places files; folders, and zip or tar archives (which gzip or xz may have compressed),
   *     that are searched for {@code .yaml}; kernel trees, as folders or archives, whose {@code
   *     Documentation/devicetree/bindings} is searched; the first of two with one {@code $id}
   *     counts
   * @throws IOException if one cannot be read
   */
  public static SchemaSet read(List<Path> places) throws IOException {
    return read(places, Optional.empty());
  }

  /**
   * {@return the documents of files and folders, with dt-schema's own}
   *
   * @param places as {@link #read(List)} takes them
   * @param cache a folder that nobody else can write to, in which what was prepared is kept, by
   *     content; absent to keep nothing
   * @throws IOException if a place cannot be read; never because of the cache
   */
  public static SchemaSet read(List<Path> places, Optional<Path> cache) throws IOException {
    ReadResult result = DocumentReader.read(places, cache);
    return new SchemaSet(
        result.documents(),
        result.problems().stream().map(p -> new Problem(p.file(), p.text())).toList());
  }

  /** {@return documents that were left out, and why} */
  public List<Problem> problems() {
    return problems;
  }

  /** {@return the number of documents} */
  public int size() {
    return documents.size();
  }

  /**
   * {@return the names of the properties and children that a document describes itself}
   *
   * @param id the document's {@code $id}
   */
  public List<String> properties(String id) {
    return documents
        .document(id)
        .map(document -> document.get("properties"))
        .filter(Map.class::isInstance)
        .map(properties -> ((Map<?, ?>) properties).keySet().stream().map(String::valueOf).toList())
        .orElse(List.of());
  }

  /**
   * {@return the names of dt-schema's types that a property may have, such as {@code uint32}}
   *
   * @param property the property's name
   */
  public Set<String> typesOf(String property) {
    return documents.types().of(property);
  }

  /** {@return the names of all properties whose type is known} */
  public Set<String> typedProperties() {
    return documents.types().names();
  }

  /** Returns whether a document describes a compatible string. */
  boolean isDocumented(String compatible) {
    return documented.contains(compatible);
  }

  Optional<String> idFor(String compatible) {
    return Optional.ofNullable(compatibles.get(compatible));
  }

  List<Selecting> selecting() {
    return selecting;
  }

  Schema schema(String id) {
    return references.document(id);
  }

  String file(String id) {
    return documents.file(id);
  }

  PropertyTypes types() {
    return documents.types();
  }
}
