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
 * Finds the folders with headers of the projects to which sources belong: {@code
 * scripts/dtc/include-prefixes} and {@code include}, if they contain {@code dt-bindings}, in the
 * folder of a source or the nearest one above it. No option names these folders, so they are used
 * only if no other user can have placed headers there: the folders, all folders on the path to a
 * header in them, and all folders between the source and them must belong to the user or root, and
 * nobody else may have write permission. The search ends at the root of a repository, and at a
 * folder that does not meet this condition. Safe for use by several threads.
 */
public final class ProjectHeaders {

  /** Limit for the levels that are searched. Sources in a kernel tree are about ten levels deep. */
  private static final int MAX_LEVELS = 16;

  private static final List<String> HEADERS = List.of("scripts/dtc/include-prefixes", "include");
  private static final List<String> REPOSITORIES = List.of(".git", ".hg", ".svn", ".bzr", ".jj");

  private final TrustedUsers trusted;

  private final Map<String, Path> taken = new ConcurrentSkipListMap<>();

  /** Existing folders that are not used, with the reason. */
  private final Map<String, String> refused = new ConcurrentHashMap<>();

  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final Map<Path, Optional<String>> objections = new ConcurrentHashMap<>();

  /**
   * Creates an object that has not examined any folder.
   *
   * @param trusted the users whose headers may be used
   */
  public ProjectHeaders(TrustedUsers trusted) {
    this.trusted = trusted;
  }

  /**
   * {@return the header folders of the project to which a source belongs; none if no such folder
   * may be used}
   *
   * @param source the path of the source
   * @param named folders that are already in the search path, which the result omits
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
   * {@return the reason why a file must not be read: it is below a folder that no option names, and
   * another user may have changed it; empty if there is none}
   */
  Optional<String> objection(String path) {
    return takenAround(path).flatMap(found -> objection(FileName.path(path), found.getValue()));
  }

  /** Records that a file was read, for {@link #notes}. */
  void read(String path) {
    takenAround(path).ifPresent(found -> used.add(found.getKey()));
  }

  /**
   * {@return a note for each folder from which files were read since the last call, sorted by name}
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
   * {@return a help text with the folder that contains a missing file but is not used, and the
   * reason; empty if there is none}
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

  /**
   * Returns the objection to a file or to any folder on its path, from the project's folder on if
   * the file is in it, otherwise from the root on.
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

  private static boolean isRepository(Path folder) {
    return REPOSITORIES.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  private static Path absolute(String path) {
    return FileName.path(path).toAbsolutePath().normalize();
  }
}
