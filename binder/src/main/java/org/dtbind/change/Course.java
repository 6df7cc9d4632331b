// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.journal.JournalEntry;
import org.dtbind.change.journal.JournalWriter;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Watch;

/**
 * The state that the changes of a {@link ChangeSet} share while they are carried out.
 *
 * @param journal the journal of the changes
 * @param files the journal entry of all files that change
 * @param nodes the journal entry of device nodes that change owner; empty if there are none
 * @param written the files that are written before any device changes
 * @param watch waits for the kernel
 * @param modules the modules that were loaded for the changes
 * @param timeout how long loading a module may take
 */
public record Course(
    JournalWriter journal,
    JournalEntry files,
    Optional<JournalEntry> nodes,
    List<FileChange> written,
    Watch watch,
    LoadedModules modules,
    Duration timeout) {

  /** Copies the list. */
  public Course {
    written = List.copyOf(written);
  }

  /**
   * {@return this course with a later deadline}
   *
   * @param more the additional time
   */
  Course later(Duration more) {
    return new Course(journal, files, nodes, written, watch.later(more), modules, timeout);
  }

  /**
   * {@return whether a file in a directory is written before any device changes}
   *
   * @param directory the absolute path of the directory
   */
  public boolean writesInto(String directory) {
    return written.stream()
        .filter(change -> change.after().isPresent())
        .anyMatch(change -> Paths.parent(change.path()).equals(directory));
  }

  /**
   * Records the next step in the journal.
   *
   * @param change the change that takes the step
   * @param text the step, as one line of text
   * @return done; otherwise the reason why not, and the step must not be taken
   */
  public Attempt<Nothing> intend(Reversible change, String text) {
    return journal.intend(change.entry(), text);
  }

  /**
   * Records in the journal that files are changed next.
   *
   * @param text the step, as one line of text
   * @return done; otherwise the reason why not, and the step must not be taken
   */
  public Attempt<Nothing> intendFiles(String text) {
    return journal.intend(files, text);
  }

  /**
   * Records in the journal that files, or the owner of device nodes, are changed next.
   *
   * @param text the step, as one line of text
   * @return done; otherwise the reason why not, and the step must not be taken
   */
  public Attempt<Nothing> intendFilesAndNodes(String text) {
    return nodes
        .map(entry -> journal.intend(entry, text))
        .orElseGet(Attempt::done)
        .then(done -> intendFiles(text));
  }

  /**
   * Records in the journal that the owner of device nodes is changed next.
   *
   * @param change the change that sets the owner
   * @param links whether links to the nodes may change, too
   * @param text the step, as one line of text
   * @return done; otherwise the reason why not, and the step must not be taken
   */
  public Attempt<Nothing> intendNodes(Change change, boolean links, String text) {
    Attempt<Nothing> stored = journal.intend(nodes.orElseGet(change::entry), text);
    return links ? stored.then(done -> intendFiles(text)) : stored;
  }
}
