// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;

/** The files' part in a transaction. Confined to one thread. */
public final class FileRun {

  private final Kernel kernel;
  private final List<FileChange> changes;
  private final Function<String, Attempt<Nothing>> intentions;
  private final List<FileChange> begun = new ArrayList<>();

  /**
   * Creates it.
   *
   * @param kernel of the system
   * @param changes in order
   * @param intentions stores what comes next, before it is done
   */
  public FileRun(
      Kernel kernel, List<FileChange> changes, Function<String, Attempt<Nothing>> intentions) {
    this.kernel = kernel;
    this.changes = changes.stream().map(change -> change.owned(kernel.files())).toList();
    this.intentions = intentions;
  }

  /** {@return why it stopped; empty where all of them are written} */
  public Optional<Failure> write() {
    for (FileChange change : changes) {
      Optional<Failure> failure = intentions.apply(change.text()).failure();
      if (failure.isEmpty()) {
        kernel.trace().decided(change.text());
        begun.add(change);
        failure = change.make(kernel.files()).failure();
      }
      if (failure.isPresent()) {
        return failure;
      }
    }
    return sync(kernel, changes).or(() -> reload(kernel, changes));
  }

  /** {@return what is not as before, a line each} */
  public List<String> undo() {
    List<String> left = undo(kernel, begun);
    begun.clear();
    return left;
  }

  /**
   * {@return what is not as before, a line each}
   *
   * @param kernel of the system
   * @param changes that are undone, the last first
   */
  public static List<String> undo(Kernel kernel, List<FileChange> changes) {
    List<String> left = new ArrayList<>();
    for (int i = changes.size() - 1; i >= 0; i--) {
      kernel.trace().decided("bring back file " + changes.get(i).path());
      changes.get(i).undo(kernel.files()).ifPresent(why -> left.add(why.text()));
    }
    sync(kernel, changes).ifPresent(why -> left.add(why.text()));
    reload(kernel, changes).ifPresent(why -> left.add(why.text()));
    return left;
  }

  /** Only then does no loss of power take back what was done to them. */
  private static Optional<Failure> sync(Kernel kernel, List<FileChange> changes) {
    return changes.stream()
        .map(FileChange::path)
        .filter(Paths::lasts)
        .map(Paths::parent)
        .distinct()
        .flatMap(folder -> kernel.files().sync(folder).failure().stream())
        .findFirst();
  }

  /** By itself, udev looks for other rules every few seconds only. */
  private static Optional<Failure> reload(Kernel kernel, List<FileChange> changes) {
    boolean rules =
        changes.stream().anyMatch(change -> Paths.parent(change.path()).endsWith("/udev/rules.d"));
    return rules && kernel.udev().runs() ? kernel.udev().reload().failure() : Optional.empty();
  }
}
