// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.dts.preprocess.PreprocessCode;
import org.dtbind.source.FileName;
import org.dtbind.source.Origin;

/**
 * Finds the directories with headers of the projects to which sources belong: {@code
 * scripts/dtc/include-prefixes} and {@code include}, if they contain {@code dt-bindings}, in the
 * directory of a source or the nearest one above it. No option names these directories, so they are
 * used only if no other user can have placed headers there: the directories, all directories on the
 * path to a header in them, and all directories between the source and them must belong to the user
 * or root, and nobody else may have write permission. The search ends at the root of a repository,
 * and at a directory that does not meet this condition. Safe for use by several threads.
 */
public final class ProjectHeaders {

  /** Limit for the levels that are searched. Sources in a kernel tree are about ten levels deep. */
  private static final int MAX_LEVELS = 16;

  private static final String DOCUMENTS = "Documentation/devicetree/bindings";
  private static final List<String> HEADERS = List.of("scripts/dtc/include-prefixes", "include");
  private static final String BINDINGS = "/dt-bindings";
  private static final List<String> REPOSITORIES = List.of(".git", ".hg", ".svn", ".bzr", ".jj");

  private final TrustedUsers trusted;

  private final Map<String, Path> taken = new ConcurrentSkipListMap<>();

  /** Existing directories that are not used, with the reason. */
  private final Map<String, String> refused = new ConcurrentHashMap<>();

  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final Set<String> reported = ConcurrentHashMap.newKeySet();
  private final Map<Path, Optional<String>> objections = new ConcurrentHashMap<>();

  /**
   * Creates an object that has not examined any directory.
   *
   * @param trusted the users whose headers may be used
   */
  public ProjectHeaders(TrustedUsers trusted) {
    this.trusted = trusted;
  }

  /**
   * {@return the header directories of the project to which a source belongs; none if no such
   * directory may be used}
   *
   * @param source the path of the source
   * @param named directories that are already in the search path, which the result omits
   */
  public List<String> above(String source, List<String> named) {
    Set<Path> given = new HashSet<>();
    named.forEach(directory -> given.add(absolute(directory)));
    Path directory = absolute(source).getParent();
    for (int level = 0; directory != null && level < MAX_LEVELS; level++) {
      List<String> found = in(directory, given);
      if (!found.isEmpty() || isRepository(directory) || objection(directory).isPresent()) {
        return found;
      }
      directory = directory.getParent();
    }
    return List.of();
  }

  /**
   * {@return the header directories of the project to which a source belongs, among files that are
   * not on disk: nobody else can have placed headers there}
   *
   * @param source the path of the source, relative to the directory of all files
   * @param isDirectory whether a relative path is that of a directory
   */
  public static List<String> above(String source, Predicate<String> isDirectory) {
    String directory = source;
    do {
      directory = directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
      String prefix = directory.isEmpty() ? "" : directory + "/";
      List<String> found =
          HEADERS.stream()
              .map(name -> prefix + name)
              .filter(name -> isDirectory.test(name + BINDINGS))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } while (!directory.isEmpty());
    return List.of();
  }

  /**
   * {@return the Linux source tree to which a source belongs, if it has binding documents; empty if
   * there is none, or if it may not be used}
   *
   * @param source the path of the source
   */
  public Optional<Path> kernelTree(String source) {
    return above(source, List.of()).stream()
        .flatMap(headers -> Optional.ofNullable(taken.get(headers)).stream())
        .filter(
            project -> {
              Path documents = project.resolve(DOCUMENTS);
              return Files.isDirectory(documents)
                  && Files.isRegularFile(project.resolve("MAINTAINERS"))
                  && objection(documents, project).isEmpty();
            })
        .findFirst();
  }

  /**
   * {@return the directory of the project to which a source belongs: the nearest one that contains
   * header directories or is the root of a repository; the directory of the source if there is
   * none}
   *
   * @param source the path of the source
   */
  public Path project(String source) {
    Path own = FileName.path(source).toAbsolutePath().normalize().resolveSibling("");
    Path directory = own;
    for (int level = 0; directory != null && level < MAX_LEVELS; level++) {
      Path place = directory;
      if (isRepository(place)
          || HEADERS.stream().anyMatch(name -> Files.isDirectory(place.resolve(name + BINDINGS)))) {
        return place;
      }
      directory = directory.getParent();
    }
    return own;
  }

  private List<String> in(Path project, Set<Path> given) {
    List<String> found = new ArrayList<>();
    for (String place : HEADERS) {
      Path directory = project.resolve(place);
      Path bindings = project.resolve(place + BINDINGS);
      if (given.contains(directory) || !Files.isDirectory(bindings)) {
        continue;
      }
      Optional<String> why = objection(project).or(() -> objection(bindings, project));
      if (why.isPresent()) {
        refused.put(FileName.text(directory), why.get());
      } else {
        taken.put(FileName.text(directory), project);
        found.add(FileName.text(directory));
      }
    }
    return found;
  }

  /**
   * {@return the reason why a file must not be read: it is below a directory that no option names,
   * and another user may have changed it; empty if there is none}
   */
  Optional<String> objection(String path) {
    return takenAround(path).flatMap(found -> objection(FileName.path(path), found.getValue()));
  }

  /** Records that a file was read, for {@link #notes}. */
  void read(String path) {
    takenAround(path).ifPresent(found -> used.add(found.getKey()));
  }

  /**
   * {@return a note for each directory from which files were read since the last call, sorted by
   * name}
   */
  public List<Diagnostic> notes() {
    List<Diagnostic> notes = new ArrayList<>();
    taken.forEach(
        (directory, project) -> {
          if (used.remove(directory) && reported.add(directory)) {
            notes.add(
                Diagnostic.warning(
                        PreprocessCode.HEADERS_FOUND,
                        new Origin.Path(directory),
                        Message.of(
                            "dtbind used headers from this directory for sources in {directory}",
                            FileName.text(project)))
                    .as(Severity.NOTE));
          }
        });
    return notes;
  }

  /**
   * {@return a help text with the directory that contains a missing file but is not used, and the
   * reason; empty if there is none}
   */
  Optional<String> withheld(String name) {
    return refused.entrySet().stream()
        .filter(entry -> Files.exists(FileName.path(entry.getKey() + "/" + name)))
        .findFirst()
        .map(
            entry ->
                ("the file is in %s, but dtbind does not search this directory, because %s; if you"
                        + " trust the directory, use -I %1$s")
                    .formatted(entry.getKey(), entry.getValue()));
  }

  private Optional<Map.Entry<String, Path>> takenAround(String path) {
    return taken.entrySet().stream()
        .filter(entry -> path.startsWith(entry.getKey() + "/"))
        .findFirst();
  }

  /**
   * Returns the objection to a file or to any directory on its path, from the project's directory
   * on if the file is in it, otherwise from the root on.
   */
  private Optional<String> objection(Path file, Path project) {
    try {
      Path real = file.toRealPath();
      Path top = project.toRealPath();
      if (!real.startsWith(top)) {
        return trusted.objectionOnTheWay(real);
      }
      Optional<String> found = Optional.empty();
      for (Path at = real; at != null && !at.equals(top) && found.isEmpty(); at = at.getParent()) {
        found = objection(at);
      }
      return found;
    } catch (IOException e) {
      return Optional.empty(); // A missing or inaccessible file cannot be read either.
    }
  }

  private Optional<String> objection(Path path) {
    return objections.computeIfAbsent(path, this::look);
  }

  private Optional<String> look(Path path) {
    try {
      return trusted.objection(path);
    } catch (IOException e) {
      return Optional.of(FileName.text(path) + " cannot be examined");
    }
  }

  private static boolean isRepository(Path directory) {
    return REPOSITORIES.stream().anyMatch(name -> Files.exists(directory.resolve(name)));
  }

  private static Path absolute(String path) {
    return FileName.path(path).toAbsolutePath().normalize();
  }
}
