// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;

/** The outcome of a {@link ChangeSet}. */
public sealed interface Executed {

  /**
   * {@return the result of one part of the changes; what belongs to no part is in the result of the
   * first one}
   *
   * @param part the part
   * @param all all parts of the changes, in order
   * @param <S> the type of the part's subject
   */
  default <S> Result<S> result(Part<S> part, List<? extends Part<?>> all) {
    boolean first = all.get(0) == part;
    if (this instanceof Done done) {
      return part.done(first ? done : new Done(List.of(), List.of()));
    }
    Set<Change> known =
        first
            ? all.stream().flatMap(one -> one.changes().stream()).collect(Collectors.toSet())
            : Set.of();
    return ((RolledBack) this).result(part, first, known);
  }

  /**
   * All changes are carried out and verified.
   *
   * @param notes notes for users, one per line
   * @param modules the modules that were loaded, in an order in which they can be unloaded
   */
  record Done(List<String> notes, List<String> modules) implements Executed {}

  /**
   * The changes failed or were stopped, and were rolled back.
   *
   * @param at the change that stopped; empty if no single change did
   * @param phase the phase in which it stopped; {@link Phase#REMEMBER} also if it stopped before
   *     anything was written
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
     * {@return the result of a part}
     *
     * @param known the changes of all parts, if the part is the first one
     */
    private <S> Result<S> result(Part<S> part, boolean first, Set<Change> known) {
      if (phase == Phase.REMEMBER) {
        // At most records and the journal were written, and removed again.
        List<String> all = others(Set.of());
        return !first
            ? new Result.Untouched<>()
            : all.isEmpty() ? Result.rejected(stop) : part.failed(this, all);
      }
      List<String> remains = new ArrayList<>();
      part.changes().forEach(change -> remains.addAll(left.getOrDefault(change, List.of())));
      remains.addAll(first ? others(known) : List.of());
      if (isAt(part.changes()) || first && !isAt(known)) {
        return part.failed(this, remains);
      }
      return part.begun() || !remains.isEmpty()
          ? new Result.RolledBack<>(part.former(), remains)
          : new Result.Untouched<>();
    }

    /**
     * {@return whether one of the given changes stopped}
     *
     * @param changes the changes
     */
    public boolean isAt(Collection<? extends Change> changes) {
      return at.filter(changes::contains).isPresent();
    }

    /** The differences that remain from all other changes, and from the journal. */
    private List<String> others(Set<Change> changes) {
      List<String> lines = new ArrayList<>();
      left.forEach((change, own) -> lines.addAll(changes.contains(change) ? List.of() : own));
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
