// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.change.journal.JournalEntry;
import org.dtbind.change.journal.JournalWriter;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;

/**
 * The state that the changes of a {@link ChangeSet} share while they are carried out.
 *
 * @param files the journal entry of all files that change
 * @param nodes the journal entry of device nodes that change owner; empty if there are none
 * @param watch waits for the kernel
 * @param modules the modules that were loaded for the changes
 * @param timeout how long loading a module may take
 */
public record Course(
    WritableKernel kernel,
    JournalWriter journal,
    JournalEntry files,
    Optional<JournalEntry> nodes,
    Watch watch,
    LoadedModules modules,
    Duration timeout) {

  /**
   * {@return this course with a later deadline}
   *
   * @param more the additional time
   */
  Course later(Duration more) {
    return new Course(kernel, journal, files, nodes, watch.later(more), modules, timeout);
  }

  /** {@return an object that takes the steps of a change} */
  public StepJournal steps(Reversible change) {
    return steps(List.of(change.entry()));
  }

  /** {@return an object that takes steps that change files} */
  public StepJournal stepsOfFiles() {
    return steps(List.of(files));
  }

  /** {@return an object that takes steps that change files, or the owner of device nodes} */
  public StepJournal stepsOfFilesAndNodes() {
    return steps(Stream.concat(nodes.stream(), Stream.of(files)).toList());
  }

  /**
   * {@return an object that takes steps that change the owner of device nodes}
   *
   * @param change the change that sets the owner
   * @param links whether links to the nodes may change, too
   */
  public StepJournal stepsOfNodes(Change change, boolean links) {
    JournalEntry entry = nodes.orElseGet(change::entry);
    return steps(links ? List.of(entry, files) : List.of(entry));
  }

  private StepJournal steps(List<JournalEntry> entries) {
    return new StepJournal(kernel, Optional.of(journal), entries);
  }
}
