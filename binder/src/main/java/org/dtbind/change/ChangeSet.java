// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.journal.JournalWriter;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;

/**
 * Changes that are carried out together: all of them, or none. A file or device node that several
 * of them modify is changed once.
 *
 * @param own the changes of devices and aggregators, in order
 * @param nodes the device nodes that change owner; empty if there are none
 */
public record ChangeSet(List<Change> own, FilesChange files, Optional<NodesChange> nodes) {

  /** Changes that have one result. */
  public interface Part<S> {

    /** {@return the changes; none if this part only writes files} */
    List<? extends Change> changes();

    /**
     * {@return the files that are written before any device changes; of several changes to one
     * path, the first applies}
     */
    default List<FileChange> files() {
      return List.of();
    }

    default List<GivenNode> nodes() {
      return List.of();
    }

    /** {@return the subject in its former state} */
    S former();

    /** {@return whether one of the changes may already have modified the system} */
    default boolean begun() {
      return true;
    }

    /**
     * {@return the result if all changes of the set are carried out}
     *
     * @param notes notes for users about this part, one per line
     */
    Result<S> done(List<String> notes);

    /**
     * {@return the result as one of several}
     *
     * @param outcome how the changes of the set ended
     */
    default Result<S> ended(Outcome outcome) {
      return outcome.result(this);
    }

    /**
     * {@return the result if one of the changes failed}
     *
     * @param why the cause, and what was not rolled back
     * @param left the differences from the former state that remain, one per line
     */
    default Result<S> failed(Problem why, List<String> left) {
      return new Result.Failed<>(former(), why, left);
    }
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if a change that cannot be rolled back is not alone
   */
  public ChangeSet {
    own = List.copyOf(own);
    boolean alone = own.size() == 1 && !files.writes() && nodes.isEmpty();
    if (!alone && own.stream().anyMatch(Change::isIrreversible)) {
      throw new IllegalArgumentException("a change that cannot be rolled back is not alone");
    }
  }

  /**
   * {@return the changes of some parts, in the opposite order of a rollback: aggregators are
   * deleted before devices change, and created after}
   *
   * @param parts the parts, in order
   */
  static ChangeSet of(WritableKernel kernel, List<? extends Part<?>> parts) {
    List<Change> own =
        parts.stream()
            .flatMap(part -> part.changes().stream())
            .<Change>map(change -> change)
            .sorted(Comparator.comparing(Change::place).reversed())
            .toList();
    Map<String, FileChange> first = new LinkedHashMap<>();
    parts.forEach(part -> part.files().forEach(file -> first.putIfAbsent(file.path(), file)));
    Map<String, FileChange> touched = new LinkedHashMap<>(first);
    own.forEach(change -> change.touches().forEach(file -> touched.putIfAbsent(file.path(), file)));
    return new ChangeSet(
        own,
        new FilesChange(
            kernel,
            List.copyOf(first.values()),
            FilesEntry.of(kernel.files(), List.copyOf(touched.values()))),
        NodesChange.of(kernel, parts.stream().flatMap(part -> part.nodes().stream()).toList()));
  }

  /** {@return all changes, in the order of the journal} */
  public List<Change> all() {
    List<Change> all = new ArrayList<>(own);
    if (!files.entry().changes().isEmpty()) {
      all.add(files);
    }
    nodes.ifPresent(all::add);
    return all;
  }

  /** The state that the changes share while they are carried out. */
  Course course(
      WritableKernel kernel,
      JournalWriter journal,
      Watch watch,
      LoadedModules modules,
      Duration timeout) {
    return new Course(
        kernel, journal, files.entry(), nodes.map(NodesChange::entry), watch, modules, timeout);
  }

  /** The changes, grouped so that those of one IOMMU group go through the phases together. */
  List<List<Change>> groups() {
    List<List<Change>> groups = new ArrayList<>();
    List<Change> all = all();
    for (int from = 0, end; from < all.size(); from = end) {
      Optional<Integer> group = all.get(from).group();
      for (end = from + 1; group.isPresent() && end < all.size(); end++) {
        if (!all.get(end).group().equals(group)) {
          break;
        }
      }
      groups.add(all.subList(from, end));
    }
    return groups;
  }
}
