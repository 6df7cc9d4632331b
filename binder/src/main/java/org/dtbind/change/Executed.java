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
   * Everything is done and verified.
   *
   * @param notes one per line
   * @param modules that were loaded, in an order to unload them
   */
  record Done(List<String> notes, List<String> modules) implements Executed {}

  /**
   * Nothing was written.
   *
   * @param why the reason
   */
  record Refused(Refusal why) implements Executed {}

  /**
   * It was rolled back.
   *
   * @param at the change that stopped it; empty if no single change did
   * @param phase the phase in which it stopped
   * @param stop why
   * @param left what is not restored, by change, in the order of the rollback
   * @param journal why the journal stays although everything is restored, one per line
   * @param stays what else stays, except of the change that stopped, one per line
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
     * {@return what is not restored of a change, one per line}
     *
     * @param change which
     */
    public List<String> left(Change change) {
      return left.getOrDefault(change, List.of());
    }

    /**
     * {@return what is not restored of all other changes, one per line}
     *
     * @param changes the changes to leave out
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

    /** {@return what stays, including the change that stopped, one per line} */
    public List<String> allThatStays() {
      List<String> lines = new ArrayList<>(stays);
      at.ifPresent(change -> lines.addAll(change.notUndone()));
      return lines;
    }
  }
}
