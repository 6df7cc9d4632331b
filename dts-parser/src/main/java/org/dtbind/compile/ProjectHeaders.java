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
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.dts.preprocess.PreprocessCode;
import org.dtbind.source.FileName;
import org.dtbind.source.Origin;

/**
 * The header folders of the projects that sources belong to: the first {@code
 * scripts/dtc/include-prefixes} and {@code include} that contains {@code dt-bindings}, beside a
 * source or above it. No option names them, so they are used only if no other user can have put
 * headers there: they, all folders on the path to a header in them, and all folders from the source
 * up to them must belong to the user or root, and nobody else may write to them. The search ends at
 * the root of a repository, and at a folder for which this does not hold. Safe between threads.
 */
public final class ProjectHeaders {

  /** Folders that are searched upwards: a kernel's own sources are some ten levels deep. */
  private static final int MAX_LEVELS = 16;

  private static final List<String> HEADERS = List.of("scripts/dtc/include-prefixes", "include");
  private static final List<String> REPOSITORIES = List.of(".git", ".hg", ".svn", ".bzr", ".jj");

  private final TrustedUsers trusted;

  private final Map<String, Path> taken = new ConcurrentSkipListMap<>();

  /** Folders that are there and not in use, with why. */
  private final Map<String, String> refused = new ConcurrentHashMap<>();

  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final Map<Path, Optional<String>> objections = new ConcurrentHashMap<>();

  /**
   * Creates it; no folder has been examined yet.
   *
   * @param trusted whose headers are used
   */
  public ProjectHeaders(TrustedUsers trusted) {
    this.trusted = trusted;
  }

  /**
   * {@return the header folders of the project that a source belongs to; none if there are none
   * that may be used}
   *
   * @param source path of the source
   * @param named folders that are searched anyway, which are left out
   */
  public List<String> above(String source, List<String> named) {
    Set<Path> given = new HashSet<>();
    named.forEach(folder -> given.add(absolute(folder)));
    Path folder = absolute(source).getParent();
    for (int level = 0; folder != null && level < MAX_LEVELS; level++) {
      List<String> found = in(folder, given);
      if (!found.isEmpty() || isRepository(folder) || objection(folder).isPresent()) {
        return found;
      }
      folder = folder.getParent();
    }
    return List.of();
  }

  private List<String> in(Path project, Set<Path> given) {
    List<String> found = new ArrayList<>();
    for (String place : HEADERS) {
      Path folder = project.resolve(place);
      Path bindings = folder.resolve("dt-bindings");
      if (given.contains(folder) || !Files.isDirectory(bindings)) {
        continue;
      }
      Optional<String> why = objection(project).or(() -> objection(bindings, project));
      if (why.isPresent()) {
        refused.put(FileName.text(folder), why.get());
      } else {
        taken.put(FileName.text(folder), project);
        found.add(FileName.text(folder));
      }
    }
    return found;
  }

  /**
   * {@return why a file may not be read: it is below a folder that no option names, and another
   * user may have changed it}
   *
   * @param path of the file, as the search for it made it
   */
  Optional<String> objection(String path) {
    return takenAround(path).flatMap(found -> objection(FileName.path(path), found.getValue()));
  }

  /**
   * Records that a file was read.
   *
   * @param path of the file, as the search for it made it
   */
  void read(String path) {
    takenAround(path).ifPresent(found -> used.add(found.getKey()));
  }

  /**
   * {@return a note for each folder from which files were read since the last call, ordered by
   * name}
   */
  public List<Diagnostic> notes() {
    List<Diagnostic> notes = new ArrayList<>();
    taken.forEach(
        (folder, project) -> {
          if (used.remove(folder) && said.add(folder)) {
            notes.add(
                Diagnostic.warning(
                        PreprocessCode.HEADERS_FOUND,
                        new Origin.Path(folder),
                        "headers for the source in "
                            + FileName.text(project)
                            + " are read from this folder")
                    .as(Severity.NOTE));
          }
        });
    return notes;
  }

  /**
   * {@return the folder that contains a file but is not used, and why; empty if there is none}
   *
   * @param name of the file that was searched for
   */
  Optional<String> withheld(String name) {
    return refused.entrySet().stream()
        .filter(entry -> Files.exists(FileName.path(entry.getKey() + "/" + name)))
        .findFirst()
        .map(
            entry ->
                "%s has it but is not searched, because %s; if you trust it, use -I %1$s"
                    .formatted(entry.getKey(), entry.getValue()));
  }

  private Optional<Map.Entry<String, Path>> takenAround(String path) {
    return taken.entrySet().stream()
        .filter(entry -> path.startsWith(entry.getKey() + "/"))
        .findFirst();
  }

  /** Objects to a file or any folder that leads to it, from its project on or from the root. */
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
      return Optional.empty(); // What is not there, or may not be looked at, cannot be read either.
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

  private static boolean isRepository(Path folder) {
    return REPOSITORIES.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  private static Path absolute(String path) {
    return FileName.path(path).toAbsolutePath().normalize();
  }
}
