// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.Problem;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;

/** The changes of all files in a {@link ChangeSet}. */
public final class FilesChange implements Change {

  private final WritableKernel kernel;
  private final List<FileChange> written;
  private final FilesEntry entry;

  FilesChange(WritableKernel kernel, List<FileChange> written, FilesEntry entry) {
    this.kernel = kernel;
    this.written = List.copyOf(written);
    this.entry = entry;
  }

  @Override
  public FilesEntry entry() {
    return entry;
  }

  /** Whether it writes files itself, in addition to those that other changes write. */
  boolean writes() {
    return !written.isEmpty();
  }

  @Override
  public Undo place() {
    return Undo.FILES;
  }

  @Override
  public Optional<Problem> apply(Phase phase, Course course) {
    return phase == Phase.FILES && writes()
        ? write(written, course).map(why -> Problem.of(kernel, why))
        : Optional.empty();
  }

  /**
   * Writes files, and makes udev reload its rules if they have changed.
   *
   * @param changes the changes, in order
   * @param course the shared state of the changes
   * @return the reason to stop; empty if all files are written
   */
  public static Optional<Failure> write(List<FileChange> changes, Course course) {
    WritableKernel kernel = course.kernel();
    StepJournal journal = course.stepsOfFiles();
    for (FileChange change : changes) {
      Optional<Failure> failure =
          journal.take(change.text(), () -> change.make(kernel.files())).failure();
      if (failure.isPresent()) {
        return failure;
      }
    }
    return sync(kernel, changes).or(() -> reload(kernel, changes));
  }

  @Override
  public List<String> rollBack(boolean touched, Watch watch) {
    return touched ? restore(kernel, entry.changes()) : List.of();
  }

  /** Restores the former state of the files; returns the failures, one per line. */
  static List<String> restore(WritableKernel kernel, List<FileChange> changes) {
    List<String> left = new ArrayList<>();
    for (int i = changes.size() - 1; i >= 0; i--) {
      kernel.trace().decided("restore file " + changes.get(i).path());
      changes.get(i).undo(kernel.files()).ifPresent(why -> left.add(why.text()));
    }
    sync(kernel, changes).ifPresent(why -> left.add(why.text()));
    reload(kernel, changes).ifPresent(why -> left.add(why.text()));
    return left;
  }

  /**
   * Synchronizes the directories of files that outlive a boot, so that the changes survive a loss
   * of power.
   */
  private static Optional<Failure> sync(WritableKernel kernel, List<FileChange> changes) {
    return changes.stream()
        .map(FileChange::path)
        .filter(Paths::lasts)
        .map(Paths::parent)
        .distinct()
        .flatMap(directory -> kernel.files().sync(directory).failure().stream())
        .findFirst();
  }

  /** udev checks for new rules only every few seconds, so tell it to reload them at once. */
  private static Optional<Failure> reload(WritableKernel kernel, List<FileChange> changes) {
    boolean rules =
        changes.stream().anyMatch(change -> Paths.parent(change.path()).endsWith("/udev/rules.d"));
    return rules && kernel.udev().runs() ? kernel.udev().reload().failure() : Optional.empty();
  }
}
