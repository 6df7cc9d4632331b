// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dtbind.source.Bytes;
import org.dtbind.spec.yaml.SchemaYaml;

/** Reads binding documents from files and folders, and prepares them. */
public final class DocumentReader {

  /** What the names of dt-schema's own documents begin with. */
  private static final String CORE = "dt-schema: ";

  /** A kernel tree has them here. */
  private static final String IN_KERNEL = "Documentation/devicetree/bindings";

  /**
   * What is wrong with a document, which is then left out.
   *
   * @param file that it is in
   * @param text what is wrong
   */
  public record Problem(String file, String text) {}

  /**
   * What has been read.
   *
   * @param documents the good ones
   * @param problems with the others
   */
  public record Result(Documents documents, List<Problem> problems) {}

  /** A document that is not read yet: of a file, or of dt-schema's own. */
  private record Source(String file, Supplier<Bytes> content) {

    static Source of(Path file) {
      return new Source(file.toString(), () -> content(file));
    }

    private static Bytes content(Path file) {
      try {
        return Bytes.wrap(Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Prepared(String file, Optional<Map<String, Object>> document, String problem) {}

  private DocumentReader() {}

  /**
   * {@return all documents, those of folders in the order of their names}
   *
   * @param places files, folders, and kernel trees; or a single file of processed documents
   * @throws IOException where a file or a folder cannot be read
   */
  public static Result read(List<Path> places) throws IOException {
    Optional<Documents> processed = processed(places);
    if (processed.isPresent()) {
      return new Result(processed.get(), List.of());
    }
    List<Path> files = new ArrayList<>();
    for (Path place : places) {
      files.addAll(files(place));
    }
    List<Prepared> prepared;
    try {
      prepared =
          Stream.concat(files.stream().map(Source::of), core())
              .parallel()
              .map(DocumentReader::prepared)
              .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    List<Map<String, Object>> documents = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Map<String, String> known = new HashMap<>();
    for (Prepared one : prepared) {
      if (one.document().isEmpty()) {
        problems.add(new Problem(one.file(), one.problem()));
        continue;
      }
      String first = known.putIfAbsent(Documents.id(one.document().get()), one.file());
      if (first == null) {
        documents.add(one.document().get());
      } else if (!one.file().startsWith(CORE)) {
        problems.add(new Problem(one.file(), "its $id is that of " + first));
      }
    }
    return new Result(Documents.of(documents), problems);
  }

  /** As dt-schema has it: a file of processed documents counts where it is the only place. */
  private static Optional<Documents> processed(List<Path> places) throws IOException {
    if (places.size() != 1 || Files.isDirectory(places.get(0))) {
      return Optional.empty();
    }
    Bytes content = Bytes.wrap(Files.readAllBytes(places.get(0)));
    return SchemaYaml.read(content).document().flatMap(ProcessedFile::documents);
  }

  private static List<Path> files(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    Path kernel = place.resolve(IN_KERNEL);
    try (Stream<Path> files = Files.walk(Files.isDirectory(kernel) ? kernel : place)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** dt-schema's own documents; those of files come before them. */
  private static Stream<Source> core() {
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
      return new Prepared(file, Optional.empty(), "not read: " + read.problem());
    }
    Map<String, Object> document = read.document().get();
    Optional<String> wrong = SchemaShape.problem(document);
    if (wrong.isPresent()) {
      return new Prepared(file, Optional.empty(), "no valid schema: " + wrong.get());
    }
    if (!(document.get("$id") instanceof String)) {
      return new Prepared(file, Optional.empty(), "it has no $id");
    }
    Fixups.document(document);
    document.put("type", "object");
    document.put("$filename", file);
    return new Prepared(file, Optional.of(document), "");
  }
}
