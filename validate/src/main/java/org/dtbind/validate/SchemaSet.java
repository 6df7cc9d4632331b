// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dtbind.diag.Nearest;
import org.dtbind.source.Bytes;
import org.dtbind.validate.rule.Described;
import org.dtbind.validate.rule.Schema;
import org.dtbind.validate.rule.SchemaCache;
import org.dtbind.validate.rule.ValidationRun;
import org.dtbind.validate.schema.DocumentReader;
import org.dtbind.validate.schema.Documents;
import org.dtbind.validate.schema.PropertyTypes;
import org.dtbind.validate.schema.ReadResult;

/**
 * A set of binding documents for the validation of trees. Safe for use by several threads. Each
 * document is compiled when a node first needs it.
 *
 * @see <a href="https://github.com/devicetree-org/dt-schema">dt-schema</a>
 */
public final class SchemaSet {

  /**
   * A document that the set does not contain because it cannot be used.
   *
   * @param isRead whether the file was read, so that the reason lies in the document
   * @param reason the reason that the document cannot be used
   */
  public record Problem(String file, boolean isRead, String reason) {

    /** {@return the reason, with the information that the file was not read} */
    public String text() {
      return isRead ? reason : "not read: " + reason;
    }
  }

  /** A document whose {@code select} schema decides which nodes it applies to. */
  record Selecting(String id, Schema select) {}

  private final Documents documents;
  private final List<Problem> problems;
  private final SchemaCache schemas;
  private final Map<String, String> compatibles;
  private final List<Selecting> selecting;
  private final Compatibles documented;
  private final Map<Part, Described> described = new ConcurrentHashMap<>();
  private final Map<String, List<String>> near = new ConcurrentHashMap<>();

  /** A part of a node to which a document applies. */
  private record Part(String id, List<Object> steps) {}

  private SchemaSet(Documents documents, List<Problem> problems) {
    this.documents = documents;
    this.problems = List.copyOf(problems);
    this.schemas = new SchemaCache(id -> documents.document(id).map(document -> document));
    this.compatibles = documents.compatibles();
    this.documented = Compatibles.of(documents.documented());
    this.selecting =
        documents.selects().entrySet().stream()
            .map(entry -> new Selecting(entry.getKey(), schemas.compile(entry.getValue(), "")))
            .toList();
  }

  /**
   * {@return the documents in files and directories, and those that dt-schema contains}
   *
   * @param places the places to read: files; directories, and zip or tar archives (uncompressed, or
   *     compressed with gzip or xz), of which all {@code .yaml} files are read; kernel trees, as
   *     directories or archives, of which {@code Documentation/devicetree/bindings} is read. If
   *     several documents have one {@code $id}, the set contains the first
   * @throws IOException if a place cannot be read
   */
  public static SchemaSet read(List<Path> places) throws IOException {
    return read(places, Optional.empty());
  }

  /**
   * {@return the documents in files and directories, and those that dt-schema contains}
   *
   * @param cache a directory to which no other user can write, for prepared documents, which are
   *     found by their content; absent to use no cache
   * @throws IOException if a place cannot be read; problems with the cache never cause an exception
   */
  public static SchemaSet read(List<Path> places, Optional<Path> cache) throws IOException {
    return of(DocumentReader.read(places, cache));
  }

  /**
   * {@return the documents in files, and those that dt-schema contains}
   *
   * @param documents the contents of the files, by their paths
   * @param cache as for {@link #read(List, Optional)}
   * @throws IOException if a document is an archive that cannot be unpacked
   */
  public static SchemaSet of(SortedMap<String, Bytes> documents, Optional<Path> cache)
      throws IOException {
    return of(DocumentReader.read(documents, cache));
  }

  private static SchemaSet of(ReadResult result) {
    return new SchemaSet(
        result.documents(),
        result.problems().stream()
            .map(problem -> new Problem(problem.file(), problem.isRead(), problem.reason()))
            .toList());
  }

  /** {@return the documents that cannot be used, and the reasons} */
  public List<Problem> problems() {
    return problems;
  }

  /** {@return the number of documents} */
  public int size() {
    return documents.size();
  }

  /**
   * {@return whether a document and those it refers to describe a member of a node, whatever the
   * values of the node's members are}
   *
   * @param id the document's {@code $id} without the final {@code #}
   * @param steps the steps to the node from the node to which the document applies
   * @param member the name of a property or child node
   */
  public boolean describes(String id, List<Object> steps, String member) {
    return described(id, steps).contains(member);
  }

  /**
   * {@return the names of the properties and child nodes that a document and those it refers to
   * describe, also those that are described only under a condition}
   *
   * @param id the document's {@code $id} without the final {@code #}
   * @param steps the steps to the node from the node to which the document applies
   */
  public List<String> properties(String id, List<Object> steps) {
    Described part = described(id, steps);
    return Stream.concat(part.names().stream(), part.sometimes().stream()).distinct().toList();
  }

  /**
   * {@return the patterns of names that a document and those it refers to describe}
   *
   * @param id the document's {@code $id} without the final {@code #}
   * @param steps the steps to the node from the node to which the document applies
   */
  public List<String> patterns(String id, List<Object> steps) {
    return described(id, steps).patterns();
  }

  private Described described(String id, List<Object> steps) {
    return described.computeIfAbsent(
        new Part(id, List.copyOf(steps)), part -> Described.of(schemas, part.id(), part.steps()));
  }

  /**
   * {@return the names of properties with a known type that may have been meant}
   *
   * @param property the name of a property that no document describes
   */
  public List<String> nearProperties(String property) {
    return near.computeIfAbsent(property, name -> Nearest.slips(name, typedProperties()));
  }

  /** {@return the compatible strings in documents that may have been meant} */
  public List<String> nearCompatibles(String compatible) {
    return documented.near(compatible);
  }

  /** {@return the names of the dt-schema types that a property may have, such as {@code uint32}} */
  public Set<String> typesOf(String property) {
    return documents.types().of(property);
  }

  /** {@return the names of all properties for which a document specifies a type} */
  public Set<String> typedProperties() {
    return documents.types().names();
  }

  Set<String> ids() {
    return documents.ids();
  }

  boolean isDocumented(String compatible, ValidationRun run) {
    return documented.contains(compatible, run);
  }

  Optional<String> idFor(String compatible) {
    return Optional.ofNullable(compatibles.get(compatible));
  }

  List<Selecting> selecting() {
    return selecting;
  }

  Schema schema(String id) {
    return schemas.document(id);
  }

  String file(String id) {
    return documents.file(id);
  }

  PropertyTypes types() {
    return documents.types();
  }
}
