// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.SourceNames;
import org.dtbind.compile.ProjectHeaders;
import org.dtbind.source.FileName;

/** Finds the sources that {@code dtbind fmt} formats, and those that show what they mean. */
final class FmtSources {

  /** The name of a pipe, or of standard input without a name. */
  static final String UNNAMED = "<stdin>.dts";

  private FmtSources() {}

  /**
   * {@return the sources among files and in directories, by their real paths, because two names may
   * lead to the same file}
   *
   * @param unreadable receives the reason why a directory cannot be read
   * @param other receives files that are no sources, by their names
   */
  static Map<Path, Path> find(
      InputFiles inputs, List<Path> files, Consumer<IOException> unreadable, Consumer<Path> other)
      throws IOException {
    Map<Path, Path> sources = new LinkedHashMap<>();
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        SourceNames.below(file, unreadable).forEach(path -> add(inputs, path, sources));
      } else if (isStream(file) || SourceNames.isSource(file) || !Files.exists(file)) {
        add(inputs, file, sources);
      } else {
        other.accept(file);
      }
    }
    return sources;
  }

  private static void add(InputFiles inputs, Path file, Map<Path, Path> sources) {
    try {
      sources.putIfAbsent(isStream(file) ? named(inputs, file) : file.toRealPath(), file);
    } catch (IOException e) {
      sources.put(file, file); // Reading the file fails, too.
    }
  }

  /** Returns a path for a pipe, which has a name, but is no file. */
  private static Path named(InputFiles inputs, Path file) {
    String name = inputs.nameOf(file);
    boolean unnamed = name.equals(InputFiles.name(file));
    return (unnamed ? Path.of(UNNAMED) : FileName.path(name)).toAbsolutePath().normalize();
  }

  /** Returns whether the formatted source goes to standard output. */
  static boolean isStream(Path file) {
    return InputFiles.isStandard(file)
        || Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  /** Returns all sources of the projects to which files belong. */
  static Set<Path> ofProjects(Set<Path> files, ProjectHeaders headers) throws IOException {
    Set<Path> projects = new TreeSet<>();
    for (Path file : files) {
      projects.add(headers.project(FileName.text(file)));
    }
    Set<Path> sources = new TreeSet<>();
    for (Path project : projects) {
      // A board in a directory that cannot be read does not compile, either.
      sources.addAll(SourceNames.below(project, failure -> {}));
    }
    return sources;
  }
}
