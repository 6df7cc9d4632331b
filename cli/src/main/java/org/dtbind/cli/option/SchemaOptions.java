// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.CacheDirectory;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Rejected;
import org.dtbind.cli.session.Session;
import org.dtbind.source.FileName;
import org.dtbind.validate.SchemaSet;

/** The option for binding documents. Picocli fills it in. */
public final class SchemaOptions implements ArgumentGroup {

  private static final Path NONE = Path.of("none");

  private final boolean searches;
  private List<Path> places = new ArrayList<>();

  /** Creates the option of a command that names all documents. */
  public SchemaOptions() {
    this(false);
  }

  private SchemaOptions(boolean searches) {
    this.searches = searches;
  }

  /** {@return the option of a command that finds the documents of the files that it checks} */
  public static SchemaOptions searching() {
    return new SchemaOptions(true);
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--schemas")
        .label(searches ? "PATH|none" : "PATH")
        .description(
            "Binding documents. A file, a directory, an archive, a Linux source tree, or the output "
                + "of dt-mk-schema. May be repeated. dt-schema's core schemas are built in."
                + (searches
                    ? " Default: those of the Linux source tree that contains FILE, unless anyone "
                        + "other than you and root can write to it."
                    : ""))
        .list(Path.class, value -> places = value);
  }

  @Override
  public Optional<String> problem() {
    return places.contains(NONE) && places.size() > 1
        ? Optional.of("--schemas none excludes other binding documents: specify one or the other")
        : Optional.empty();
  }

  public List<Path> places() {
    return List.copyOf(places);
  }

  /** Returns whether the documents of the checked files are found by themselves. */
  boolean searches() {
    return searches;
  }

  public boolean areGiven() {
    return !places.isEmpty() && !places.contains(NONE);
  }

  /**
   * Reads and compiles the documents.
   *
   * @throws IOException if a file on the command line cannot be read; unusable files in directories
   *     and archives are ignored
   */
  public SchemaSet read(Session session) throws IOException {
    return documents(session, places);
  }

  /**
   * Reads and compiles the documents as {@link #read(Session)} does or, if none are given, those of
   * the source tree of the files; empty if there are none.
   *
   * @param files the files that are checked
   */
  public Optional<SchemaSet> read(Session session, SourceOptions source, List<Path> files)
      throws IOException {
    if (areGiven()) {
      return Optional.of(read(session));
    }
    if (!searches || places.contains(NONE)) {
      return Optional.empty();
    }
    List<Path> trees =
        files.stream()
            .map(InputFiles::name)
            .flatMap(file -> source.headers(session.inputs()).kernelTree(file).stream())
            .distinct()
            .toList();
    if (trees.size() != 1) {
      return Optional.empty();
    }
    session.messages().decision("using the binding documents of " + FileName.text(trees.get(0)));
    return Optional.of(documents(session, trees));
  }

  private static SchemaSet documents(Session session, List<Path> places) throws IOException {
    SchemaSet schemas;
    try {
      schemas = read(session, places);
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      throw new Rejected(ExitStatus.INPUT, e.getFile(), e.getReason());
    }
    for (SchemaSet.Problem problem : schemas.problems()) {
      if (places.stream().anyMatch(place -> FileName.text(place).equals(problem.file()))) {
        throw new Rejected(
            ExitStatus.INPUT,
            problem.file(),
            "dtbind cannot use this file as a binding document: " + problem.reason());
      }
      session.messages().decision("ignored " + problem.file() + ": " + problem.text());
    }
    session.messages().decision("read " + schemas.size() + " binding documents");
    return schemas;
  }

  /**
   * Reads documents, and caches the compiled form for the next run if there is a safe directory.
   *
   * @param places files and directories of documents
   */
  public static SchemaSet read(Session session, List<Path> places) throws IOException {
    return SchemaSet.read(places, cache(session));
  }

  /** {@return the directory for the compiled form of documents, if there is a safe one} */
  public static Optional<Path> cache(Session session) {
    try {
      return Optional.of(CacheDirectory.of(session.environment()));
    } catch (IOException e) {
      session.messages().decision(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
