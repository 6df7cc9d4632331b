// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.result.Refusal;
import org.dtbind.change.result.Stop;

/** How a {@link ChangeSet} ended. */
public sealed interface Executed {

  /**
   * All of it is done and verified.
   *
   * @param notes what is worth knowing, a line each
   * @param modules that were loaded, in an order to unload them
   */
  record Done(List<String> notes, List<String> modules) implements Executed {}

  /**
   * Nothing was written.
   *
   * @param why that
   */
  record Refused(Refusal why) implements Executed {}

  /**
   * It was rolled back.
   *
   * @param at the change that stopped it; empty where it was none of them
   * @param phase in which
   * @param stop why
   * @param left what is not as before of each that was undone, in that order
   * @param journal why the journal stays though all is as before, a line each
   * @param stays what stays otherwise, of all but the one that stopped, a line each
   */
  record RolledBack(
      Optional<Change> at,
      Phase phase,
      Stop stop,
      Map<Reversible, List<String>> left,
      List<String> journal,
      List<String> stays)
      implements Executed {

    /**
     * {@return what is not as before of one of them, a line each}
     *
     * @param change which
     */
    public List<String> left(Change change) {
      return left.getOrDefault(change, List.of());
    }

    /**
     * {@return what is not as before of all but those, a line each}
     *
     * @param changes those
     */
    public List<String> others(List<? extends Change> changes) {
      List<String> lines = new ArrayList<>();
      left.forEach(
          (change, own) -> {
            if (changes.stream().noneMatch(one -> one == change)) {
              lines.addAll(own);
            }
          });
      lines.addAll(journal);
      return lines;
    }

    /** {@return what stays, of the one that stopped, too, a line each} */
    public List<String> allThatStays() {
      List<String> lines = new ArrayList<>(stays);
      at.ifPresent(change -> lines.addAll(change.notUndone()));
      return lines;
    }
  }
}
