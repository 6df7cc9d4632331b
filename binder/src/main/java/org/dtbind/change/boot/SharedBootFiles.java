// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileState;
import org.dtbind.change.FileState.Link;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Paths;

/**
 * Decides which files that several devices or aggregators share are no longer needed at boot. Only
 * the plans of all changes that are made together show that.
 *
 * @param files the system's files, before the changes
 * @param removed the absolute paths of all files that the plans remove; others are ignored
 * @param written the absolute paths of all files that the plans write; others are ignored
 */
public record SharedBootFiles(Files files, Set<String> removed, Set<String> written) {

  /** Copies the sets. */
  public SharedBootFiles {
    removed = Set.copyOf(removed);
    written = Set.copyOf(written);
  }

  /**
   * {@return the changes that remove the shared files of a unit, if the plans remove the last
   * record of it; otherwise none}
   *
   * @param known whether dtbind wrote a file, given its state
   */
  public List<FileChange> unused(BootUnit unit, Predicate<FileState> known) {
    if (!hasChild(removed, unit.records()) || isLeft(unit)) {
      return List.of();
    }
    List<String> kept =
        switch (unit) {
          case DEVICES ->
              isLeft(BootUnit.AGGREGATORS) ? BootUnit.AGGREGATORS.sharedPaths() : List.of();
          // What both units share is removed with the last device, whose plan shows it.
          case AGGREGATORS ->
              hasChild(written, BootUnit.DEVICES.directory())
                      || !BootUnit.DEVICES.declarations(files).isEmpty()
                  ? BootUnit.DEVICES.sharedPaths()
                  : List.of();
        };
    List<FileChange> changes = new ArrayList<>();
    removal(unit.link(), "the unit is no longer needed")
        .filter(change -> enables(change, unit))
        .ifPresent(changes::add);
    unit.sharedPaths().stream()
        .filter(path -> !path.equals(unit.link()) && !kept.contains(path))
        .flatMap(path -> removal(path, "it is no longer needed").stream())
        .filter(change -> change.before().filter(known).isPresent())
        .forEach(changes::add);
    return changes;
  }

  /** Whether a device or aggregator of the unit is still restored at boot after the changes. */
  private boolean isLeft(BootUnit unit) {
    return hasChild(written, unit.records())
        || files.names(unit.records()).stream()
            .anyMatch(name -> !removed.contains(unit.records() + "/" + name));
  }

  private static boolean hasChild(Set<String> paths, String directory) {
    return paths.stream().anyMatch(path -> Paths.parent(path).equals(directory));
  }

  private Optional<FileChange> removal(String path, String purpose) {
    return FileChange.to(files, path, Optional.empty(), purpose);
  }

  private static boolean enables(FileChange change, BootUnit unit) {
    return change
        .before()
        .filter(
            state ->
                state instanceof Link link
                    && Paths.follow(change.path(), link.target()).equals(unit.path()))
        .isPresent();
  }
}
