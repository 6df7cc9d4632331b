// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Watch;

/**
 * What changes work with while they are made.
 *
 * @param journal of all of them
 * @param set of all of them
 * @param watch for what the kernel makes
 * @param modules that were loaded for them
 * @param timeout how long a module may take
 */
public record Course(
    JournalWriter journal, ChangeSet set, Watch watch, LoadedModules modules, Duration timeout) {

  /**
   * {@return the same with more time}
   *
   * @param more how much
   */
  Course later(Duration more) {
    return new Course(journal, set, watch.later(more), modules, timeout);
  }

  /**
   * Stores what comes next, before it is done.
   *
   * @param change that does it
   * @param text one line
   * @return done; or why not, and then it is not done
   */
  public Attempt<Nothing> intend(Reversible change, String text) {
    return journal.intend(change.entry(), text);
  }

  /**
   * Stores that files come next.
   *
   * @param text one line
   * @return done, or why not
   */
  public Attempt<Nothing> intendFiles(String text) {
    return intend(set.files(), text);
  }

  /**
   * Stores that nodes are given to somebody, with all that is needed to take them back.
   *
   * @param change that gives them
   * @param links whether links may change with it
   * @param text one line
   * @return done, or why not
   */
  public Attempt<Nothing> intendNodes(Change change, boolean links, String text) {
    Optional<NodesChange> nodes = set.nodes();
    Attempt<Nothing> stored = intend(nodes.isPresent() ? nodes.get() : change, text);
    return links ? stored.then(done -> intendFiles(text)) : stored;
  }
}
