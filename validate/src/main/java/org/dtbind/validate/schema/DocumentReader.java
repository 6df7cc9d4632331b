// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dtbind.source.Bytes;
import org.dtbind.spec.yaml.SchemaYaml;

/** Reads binding documents from files and directories and prepares them for validation. */
public final class DocumentReader {

  /** The prefix of the file names of documents that dt-schema contains. */
  private static final String CORE = "dt-schema: ";

  /** A document before parsing, from a file or from dt-schema. */
  record Source(String file, Supplier<Bytes> content) {}

  private record Prepared(
      String file, Optional<Map<String, Object>> document, Optional<ReadResult.Problem> problem) {

    static Prepared unusable(String file, boolean isRead, String reason) {
      return new Prepared(
          file, Optional.empty(), Optional.of(new ReadResult.Problem(file, isRead, reason)));
    }
  }

  private DocumentReader() {}

  /**
   * {@return all documents; those of a directory are sorted by name}
   *
   * @param places files, archives, directories and kernel trees; or a single file of processed
   *     documents
   * @param cache the directory in which prepared documents are kept for later runs; absent to use
   *     no cache
   * @throws IOException if a file or directory cannot be read
   */
  public static ReadResult read(List<Path> places, Optional<Path> cache) throws IOException {
    return read(
        DocumentFiles.read(places), places.size() == 1 && !Files.isDirectory(places.get(0)), cache);
  }

  /**
   * {@return all documents}
   *
   * @param documents the contents of the files, by their paths
   * @param cache as for {@link #read(List, Optional)}
   */
  public static ReadResult read(SortedMap<String, Bytes> documents, Optional<Path> cache)
      throws IOException {
    return read(DocumentFiles.of(documents), false, cache);
  }

  private static ReadResult read(DocumentFiles files, boolean mayBeProcessed, Optional<Path> cache)
      throws IOException {
    if (cache.isEmpty()) {
      return prepare(files.unpacked(), mayBeProcessed);
    }
    PreparedCache kept = new PreparedCache(cache.get(), files);
    Optional<ReadResult> known = kept.read();
    if (known.isPresent()) {
      return known.get();
    }
    DocumentFiles unpacked = files.unpacked();
    ReadResult result = prepare(unpacked, mayBeProcessed);
    kept.write(result, unpacked);
    return result;
  }

  private static ReadResult prepare(DocumentFiles files, boolean mayBeProcessed) {
    if (mayBeProcessed && files.files().size() == 1) {
      // Like dt-schema, it recognizes a file of processed documents only if it is the only file.
      Optional<ReadResult> processed =
          SchemaYaml.read(files.files().get(0).content())
              .document()
              .flatMap(ProcessedFile::documents);
      if (processed.isPresent()) {
        return processed.get();
      }
    }
    List<Prepared> prepared =
        Stream.concat(sources(files), core()).parallel().map(DocumentReader::prepared).toList();
    Map<String, Map<String, Object>> documents = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    List<ReadResult.Problem> problems = new ArrayList<>();
    for (Prepared one : prepared) {
      if (one.document().isEmpty()) {
        one.problem().ifPresent(problems::add);
        continue;
      }
      String id = Documents.id(one.document().get());
      String first = names.putIfAbsent(id, one.file());
      if (first == null) {
        documents.put(id, one.document().get());
      } else if (!one.file().startsWith(CORE)) {
        problems.add(ReadResult.Problem.of(one.file(), "its $id is the same as that of " + first));
      }
    }
    return new ReadResult(Documents.of(documents, names), problems);
  }

  static Stream<Source> sources(DocumentFiles files) {
    return files.files().stream().map(file -> new Source(files.name(file), file::content));
  }

  /**
   * Returns the documents that dt-schema contains. They come last, so that documents in files take
   * precedence.
   */
  static Stream<Source> core() {
    return Bytes.ofResource(DocumentReader.class, "/org/dtbind/validate/core/index")
        .latin1()
        .lines()
        .map(
            name ->
                new Source(
                    CORE + name,
                    () ->
                        Bytes.ofResource(
                            DocumentReader.class, "/org/dtbind/validate/core/" + name)));
  }

  private static Prepared prepared(Source source) {
    String file = source.file();
    SchemaYaml.Read read = SchemaYaml.read(source.content().get());
    if (read.document().isEmpty()) {
      return Prepared.unusable(file, false, read.problem());
    }
    Map<String, Object> document = read.document().get();
    Optional<String> wrong = SchemaShape.problem(document);
    if (wrong.isPresent()) {
      return Prepared.unusable(file, true, "not a valid schema: " + wrong.get());
    }
    if (!(document.get("$id") instanceof String)) {
      return Prepared.unusable(file, true, "it has no $id");
    }
    Optional<String> tooLarge = Fixups.document(document);
    if (tooLarge.isPresent()) {
      return Prepared.unusable(file, false, tooLarge.get());
    }
    document.put("type", "object");
    return new Prepared(file, Optional.of(document), Optional.empty());
  }
}
