// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileState;
import org.dtbind.change.FileState.Link;
import org.dtbind.change.FileState.Text;
import org.dtbind.export.Artefact;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Paths;

/**
 * What is to be written or removed so that something comes back at boot, or does so no more.
 *
 * @param files to read
 * @param unit that brings it back
 */
public record BootFiles(Files files, BootUnit unit) {

  /**
   * {@return what writes those of some files that are not there as they are to be}
   *
   * @param files to read
   * @param wanted in the order in which they are written
   */
  public static Attempt<List<FileChange>> of(Files files, List<Artefact> wanted) {
    Attempt<List<FileChange>> changes = Attempt.done(new ArrayList<>());
    for (Artefact file : wanted) {
      FileState state = new Text(file.content().utf8(), file.executable());
      changes = add(files, changes, "/" + file.path(), state, file.purpose());
    }
    return changes;
  }

  private static Attempt<List<FileChange>> add(
      Files files,
      Attempt<List<FileChange>> changes,
      String path,
      FileState wanted,
      String purpose) {
    return changes.then(
        all ->
            FileState.of(files, path)
                .map(
                    now -> {
                      if (!now.equals(Optional.of(wanted))) {
                        all.add(new FileChange(path, now, Optional.of(wanted), purpose));
                      }
                      return all;
                    }));
  }

  /**
   * {@return what writes some files, and the link that enables the unit. A link that is there
   * stays: systemctl writes the same with another text}
   *
   * @param wanted those of one thing, and what all share
   */
  public Attempt<List<FileChange>> written(List<Artefact> wanted) {
    Attempt<List<FileChange>> changes = of(files, wanted);
    return files.linked(unit.link()).isPresent()
        ? changes
        : add(files, changes, unit.link(), unit.enabled(), "enables that");
  }

  /**
   * {@return what removes whatever is at a path; empty if nothing is}
   *
   * @param path absolute
   * @param purpose in a few words
   */
  public Optional<FileChange> removed(String path, String purpose) {
    return FileChange.to(files, path, Optional.empty(), purpose);
  }

  /**
   * {@return what removes all that things of this kind share, once the last of them is gone}
   *
   * @param other brings back the rest, by the same program
   * @param needed whether it still brings back something
   * @param ours whether a file is one that dtbind has written
   */
  public List<FileChange> unused(BootUnit other, boolean needed, Predicate<FileState> ours) {
    List<FileChange> changes = new ArrayList<>();
    removed(unit.link(), "no unit runs it any more").filter(this::enables).ifPresent(changes::add);
    List<String> kept = needed ? other.sharedPaths() : List.of();
    unit.sharedPaths().stream()
        .filter(path -> !path.equals(unit.link()) && !kept.contains(path))
        .flatMap(path -> removed(path, "it is no longer needed").stream())
        .filter(change -> change.before().filter(ours).isPresent())
        .forEach(changes::add);
    return changes;
  }

  private boolean enables(FileChange change) {
    return change
        .before()
        .filter(
            is ->
                is instanceof Link link
                    && Paths.follow(change.path(), link.target()).equals(unit.path()))
        .isPresent();
  }
}
