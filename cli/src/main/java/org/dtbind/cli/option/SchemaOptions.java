// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.CacheDirectory;
import org.dtbind.cli.session.Session;
import org.dtbind.validate.SchemaSet;

/** The option for binding documents. Picocli fills it in. */
public final class SchemaOptions implements ArgumentGroup {

  private List<Path> places = new ArrayList<>();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--schemas")
        .label("PATH")
        .description(
            "Binding documents: a file, a directory, an archive, a Linux source tree, or the output "
                + "of dt-mk-schema. May be repeated. dt-schema's core schemas are built in.")
        .list(Path.class, value -> places = value);
  }

  public List<Path> places() {
    return List.copyOf(places);
  }

  public boolean areGiven() {
    return !places.isEmpty();
  }

  /**
   * Reads and compiles the documents.
   *
   * @throws IOException if a file on the command line cannot be read; unusable files in directories
   *     and archives are ignored
   */
  public SchemaSet read(Session session) throws IOException {
    SchemaSet schemas = read(session, places);
    for (SchemaSet.Problem problem : schemas.problems()) {
      if (places.stream().anyMatch(place -> place.toString().equals(problem.file()))) {
        String why = problem.text().replaceFirst("^not read: ", "");
        throw new FileSystemException(
            problem.file(), null, "dtbind cannot use this file as a binding document: " + why);
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
    Optional<Path> cache;
    try {
      cache = Optional.of(CacheDirectory.of(session));
    } catch (IOException e) {
      session.messages().decision(String.valueOf(e.getMessage()));
      cache = Optional.empty();
    }
    return SchemaSet.read(places, cache);
  }
}
