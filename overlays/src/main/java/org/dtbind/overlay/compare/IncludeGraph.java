// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.compare;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dtbind.dts.scan.Scanner;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.source.SourceFiles;

/** Which sources include which files, by their real paths. One object reads some projects. */
final class IncludeGraph {

  private final SourceFiles files;
  private final Symbols symbols = new Symbols();
  private final Function<Path, List<String>> searchPath;
  private final Includers<Path> includers = new Includers<>();
  private final Set<Path> known = new HashSet<>();
  private final Deque<Path> unread = new ArrayDeque<>();

  /**
   * Creates an object that knows no file.
   *
   * @param files reads the sources
   * @param searchPath returns the directories that are searched for what a file includes
   */
  IncludeGraph(SourceFiles files, Function<Path, List<String>> searchPath) {
    this.files = files;
    this.searchPath = searchPath;
  }

  /** Adds sources, and what they include. */
  void add(Collection<Path> sources) {
    sources.forEach(this::add);
    while (!unread.isEmpty()) {
      read(unread.remove());
    }
  }

  private void add(Path path) {
    if (known.add(path)) {
      unread.add(path);
    }
  }

  private void read(Path file) {
    Optional<Bytes> text;
    try {
      text = files.read(FileName.text(file));
    } catch (IOException e) {
      return; // Whatever includes the file does not compile, either.
    }
    SourceFile source = new SourceFile(FileName.text(file), text.orElse(Bytes.empty()));
    for (Optional<String> name : Scanner.scan(source, true, symbols).includes()) {
      if (name.isEmpty()) {
        includers.addComputed(file);
      }
      for (Path path : name.map(one -> found(one, file)).orElse(List.of())) {
        includers.add(path, file);
        add(path);
      }
    }
  }

  /** Returns all files that may be meant; macros and options of a build decide which one is. */
  private List<Path> found(String name, Path includer) {
    try {
      Path path = FileName.path(name);
      return Stream.concat(
              Stream.of(includer.resolveSibling(path)),
              searchPath.apply(includer).stream().map(one -> FileName.path(one).resolve(path)))
          .flatMap(one -> real(one).stream())
          .toList();
    } catch (InvalidPathException e) {
      return List.of();
    }
  }

  /** Returns a file and all files that include it, or may do so. */
  Set<Path> users(Path file) {
    return includers.users(List.of(file));
  }

  /** Returns the real path of a file; empty if it does not exist. */
  static Optional<Path> real(Path file) {
    try {
      return Optional.of(file.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
