// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;

/** The outcome of a {@link ChangeSet}. */
public sealed interface Executed {

  /**
   * {@return the result for the only subject of the changes}
   *
   * @param before the subject in its former state
   * @param after the result if all changes are carried out
   * @param <S> the type of the subject
   */
  default <S> Result<S> result(S before, Function<Done, Result<S>> after) {
    if (this instanceof Done done) {
      return after.apply(done);
    }
    if (this instanceof Refused refused) {
      return Result.rejected(refused.why());
    }
    RolledBack back = (RolledBack) this;
    return new Result.Failed<>(
        before, back.stop().more(back.allThatStays()), back.others(List.of()));
  }

  /**
   * All changes are carried out and verified.
   *
   * @param notes notes for users, one per line
   * @param modules the modules that were loaded, in an order in which they can be unloaded
   */
  record Done(List<String> notes, List<String> modules) implements Executed {}

  /**
   * The changes were refused before anything was written.
   *
   * @param why the reason
   */
  record Refused(Problem why) implements Executed {}

  /**
   * The changes failed or were stopped, and were rolled back.
   *
   * @param at the change that stopped; empty if no single change did
   * @param phase the phase in which it stopped
   * @param stop the cause and the problem
   * @param left the differences from the former state that remain, by change, in the order of the
   *     rollback
   * @param journal the reasons why the journal could not be removed, one per line
   * @param stays loaded modules, and steps of the other changes, that were not rolled back, one per
   *     line
   */
  record RolledBack(
      Optional<Change> at,
      Phase phase,
      Problem stop,
      Map<Reversible, List<String>> left,
      List<String> journal,
      List<String> stays)
      implements Executed {

    /**
     * {@return the differences that remain from one change, one per line}
     *
     * @param change the change
     */
    public List<String> left(Change change) {
      return left.getOrDefault(change, List.of());
    }

    /**
     * {@return the differences that remain from all other changes, and the reasons why the journal
     * could not be removed, one per line}
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

    /**
     * {@return the modules and steps that were not rolled back, including those of the change that
     * stopped, one per line}
     */
    public List<String> allThatStays() {
      List<String> lines = new ArrayList<>(stays);
      at.ifPresent(change -> lines.addAll(change.notUndone()));
      return lines;
    }
  }
}
