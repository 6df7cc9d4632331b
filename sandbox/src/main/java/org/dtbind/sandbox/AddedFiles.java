// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a directory that are added to the root file system of a whole system.
 *
 * @param entries what to copy; a directory comes before its contents
 * @param units the names of the units among the files
 * @param notUnits files among the units that are none, as the caller names them
 * @param problems why files cannot be added: at most 20, and a line that says so if there are more;
 *     empty if all can be added
 */
public record AddedFiles(
    List<AddedFile> entries, List<String> units, List<String> notUnits, List<String> problems) {

  /** No files. */
  public static final AddedFiles NONE = new AddedFiles(List.of(), List.of(), List.of(), List.of());

  /**
   * A file, directory or link to copy.
   *
   * @param from of a directory that the root has, the one in the root
   * @param to the path below the root, without links to directories
   */
  record AddedFile(Path from, Path to) {}

  public AddedFiles {
    entries = List.copyOf(entries);
    units = List.copyOf(units);
    notUnits = List.copyOf(notUnits);
    problems = List.copyOf(problems);
  }

  /**
   * Finds the files of a directory.
   *
   * @param directory the directory as the caller names it, which may be a link; empty for no files
   * @param others the absolute paths of other files that are added, which these files replace;
   *     {@code units} includes their units
   */
  public static AddedFiles of(Optional<Path> directory, Path root, Set<String> others)
      throws IOException {
    Path top = Path.of("/");
    Set<Path> files = new LinkedHashSet<>();
    others.forEach(other -> files.add(top.relativize(Path.of(other))));
    Path named = directory.orElse(root);
    AddedFilesSearch search =
        new AddedFilesSearch(named, named.toRealPath(), SystemPaths.of(root, files));
    if (directory.isPresent()) {
      search.run();
    }
    AddedUnits units = AddedUnits.of(files, search.entries());
    List<String> notUnits = units.others().stream().map(search::shown).toList();
    return new AddedFiles(search.entries(), units.names(), notUnits, search.problems());
  }

  /**
   * Copies the files, with their modes, over others that may exist.
   *
   * @param to the directory for the root's files; it need not exist
   * @throws InterruptedException if this thread is interrupted
   */
  void copy(Path to) throws IOException, InterruptedException {
    List<AddedFile> directories = new ArrayList<>();
    for (AddedFile entry : entries) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Path target = to.resolve(entry.to);
      if (Files.isDirectory(entry.from, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(target);
        directories.add(entry);
      } else {
        Files.copy(
            entry.from,
            target,
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING,
            LinkOption.NOFOLLOW_LINKS);
        if (!Files.isSymbolicLink(entry.from)) {
          // If the owner or group cannot be copied, COPY_ATTRIBUTES does not copy the mode either.
          copyMode(entry, to);
        }
      }
    }
    // Only now, because the mode can prevent this user from writing to the directory.
    for (int i = directories.size() - 1; i >= 0; i--) {
      copyMode(directories.get(i), to);
    }
  }

  private static void copyMode(AddedFile entry, Path to) throws IOException {
    Object mode = Files.getAttribute(entry.from, "unix:mode");
    Files.setAttribute(to.resolve(entry.to), "unix:mode", mode);
  }
}
