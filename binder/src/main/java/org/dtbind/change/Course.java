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
 * The shared state of changes while they are made.
 *
 * @param journal of all of them
 * @param files the entry of all files that they change
 * @param nodes the entry of nodes that get an owner; empty if there are none
 * @param written files that are written before any device changes
 * @param watch waits for the kernel
 * @param modules that were loaded for them
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
   * {@return the same course with more time}
   *
   * @param more how much
   */
  Course later(Duration more) {
    return new Course(journal, files, nodes, written, watch.later(more), modules, timeout);
  }

  /**
   * {@return whether a file in a folder is written before any device changes}
   *
   * @param folder absolute
   */
  public boolean writesInto(String folder) {
    return written.stream()
        .filter(change -> change.after().isPresent())
        .anyMatch(change -> Paths.parent(change.path()).equals(folder));
  }

  /**
   * Stores the next step before it is done.
   *
   * @param change that performs it
   * @param text one line
   * @return done; or why not, and then the step must not be done
   */
  public Attempt<Nothing> intend(Reversible change, String text) {
    return journal.intend(change.entry(), text);
  }

  /**
   * Stores that files are changed next.
   *
   * @param text one line
   * @return done, or why not
   */
  public Attempt<Nothing> intendFiles(String text) {
    return journal.intend(files, text);
  }

  /**
   * Stores that nodes get an owner next, with everything that is needed to restore them.
   *
   * @param change that sets the owner
   * @param links whether links may change, too
   * @param text one line
   * @return done, or why not
   */
  public Attempt<Nothing> intendNodes(Change change, boolean links, String text) {
    Attempt<Nothing> stored = journal.intend(nodes.orElseGet(change::entry), text);
    return links ? stored.then(done -> intendFiles(text)) : stored;
  }
}
