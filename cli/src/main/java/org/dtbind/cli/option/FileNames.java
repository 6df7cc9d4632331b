// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.FileName;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * Gives each file one name. A file that is included under several names, such as those below the
 * kernel's {@code scripts/dtc/include-prefixes}, has that of the user if it is one of the files
 * that the user named or is in one of their directories, otherwise the first one.
 */
final class FileNames {

  /** Where a file is, in the order of output. */
  enum Location {
    NAMED,
    NEXT_TO_NAMED,
    OTHER
  }

  /** The user's names of the named files. */
  private final Set<String> named = new HashSet<>();

  /** The user's names of the directories of named files. */
  private final Set<String> directories = new HashSet<>();

  /** One of these names by the real path of the directory. */
  private final Map<Path, String> homes = new HashMap<>();

  /** The name of each file by its real path, and by all of its names. */
  private final Map<Path, String> files = new HashMap<>();

  private final Map<String, String> names = new HashMap<>();

  /** The last file of each name that was renamed. */
  private final Map<String, SourceFile> renamed = new HashMap<>();

  /** Creates names. */
  FileNames(List<Path> files) {
    for (Path file : files) {
      String name = FileName.text(file);
      named.add(name);
      real(file).ifPresent(path -> this.files.putIfAbsent(path, name));
      String home = home(name);
      directories.add(home);
      real(FileName.path(home.isEmpty() ? "." : home))
          .ifPresent(path -> homes.putIfAbsent(path, home));
    }
  }

  /** {@return where a file is; a place without a file belongs to what the user named} */
  Location location(String file) {
    if (file.isEmpty()) {
      return Location.NAMED;
    }
    String name = of(file);
    return named.contains(name)
        ? Location.NAMED
        : directories.contains(home(name)) ? Location.NEXT_TO_NAMED : Location.OTHER;
  }

  /** {@return a finding with these names in all of its places in sources} */
  Diagnostic of(Diagnostic finding) {
    List<Diagnostic.Note> notes =
        finding.notes().stream()
            .map(note -> new Diagnostic.Note(note.message(), of(note.origin())))
            .toList();
    return finding.at(of(finding.origin())).notes(notes);
  }

  private Origin of(Origin origin) {
    return origin instanceof Origin.Source source ? of(source) : origin;
  }

  private Origin.Source of(Origin.Source source) {
    SourceFile file = source.file();
    String name = of(file.name());
    return new Origin.Source(
        name.equals(file.name()) ? file : renamed(file, name),
        source.start(),
        source.end(),
        source.includedFrom().stream().map(this::of).toList(),
        source.expandedFrom(),
        source.presumed());
  }

  /** Returns the same object for all findings in a file, because it computes the lines once. */
  private SourceFile renamed(SourceFile file, String name) {
    return renamed.compute(
        file.name(),
        (former, known) ->
            known != null && known.content().equals(file.content())
                ? known
                : new SourceFile(name, file.content()));
  }

  private String of(String file) {
    return names.computeIfAbsent(
        file,
        name ->
            real(FileName.path(name))
                .map(path -> files.computeIfAbsent(path, each -> ofUser(each).orElse(name)))
                .orElse(name));
  }

  private Optional<String> ofUser(Path path) {
    return Optional.ofNullable(path.getParent())
        .map(homes::get)
        .map(home -> home + FileName.text(path.getFileName()));
  }

  /** Returns the directory in a name: up to the last slash. */
  private static String home(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  /** Returns the path without links; empty if there is no such file. */
  private static Optional<Path> real(Path file) {
    try {
      return Optional.of(file.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
