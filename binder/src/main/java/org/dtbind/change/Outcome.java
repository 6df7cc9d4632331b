// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.kernel.Attempt.Nothing;

/**
 * How a {@link ChangeSet} ended: its parts, and what belongs to no part, such as the files, device
 * nodes that several parts share, and the journal.
 *
 * @param stop why the changes stopped and were rolled back; empty if all are carried out
 * @param left what could not be restored, or not recorded if all changes are carried out: the lines
 *     of text for each change of a part
 * @param rest the same lines for what belongs to no part
 * @param one whether there is only one request: what belongs to no part then belongs to its part
 */
public record Outcome(
    Optional<Stop> stop, Map<Reversible, List<String>> left, List<String> rest, boolean one) {

  /** Copies the list. */
  public Outcome {
    rest = List.copyOf(rest);
  }

  /**
   * Why changes stopped.
   *
   * @param at the change that stopped; empty if it belongs to no part, or no single change did
   * @param phase the phase in which it stopped; {@link Phase#REMEMBER} also if it stopped before
   *     anything was written
   * @param why the cause, and what was not rolled back
   */
  public record Stop(Optional<Change> at, Phase phase, Problem why) {}

  /** Divides the lines for all changes of a set into those of its parts and the rest. */
  static Outcome of(
      ChangeSet set,
      Optional<Stop> stop,
      Map<Reversible, List<String>> lines,
      List<String> ofJournal) {
    Map<Reversible, List<String>> left = new LinkedHashMap<>(lines);
    left.keySet().retainAll(set.own());
    List<String> rest = new ArrayList<>();
    lines.forEach((change, own) -> rest.addAll(left.containsKey(change) ? List.of() : own));
    rest.addAll(ofJournal);
    return new Outcome(
        stop.map(
            found -> new Stop(found.at().filter(set.own()::contains), found.phase(), found.why())),
        left,
        rest,
        false);
  }

  /** {@return this outcome if there is only one request} */
  public Outcome ofOne() {
    return new Outcome(stop, left, rest, true);
  }

  public <S> Result<S> result(Part<S> part) {
    List<String> lines = new ArrayList<>();
    part.changes().forEach(change -> lines.addAll(left.getOrDefault(change, List.of())));
    lines.addAll(one ? rest : List.of());
    if (stop.isEmpty()) {
      return part.done(lines);
    }
    if (one || isAt(part.changes())) {
      return rejected(lines)
          ? Result.rejected(stop.get().why())
          : part.failed(stop.get().why(), lines);
    }
    return part.begun() || !lines.isEmpty()
        ? new Result.RolledBack<>(part.former(), lines)
        : new Result.Untouched<>();
  }

  /** {@return the result of what belongs to no part} */
  public Result<Nothing> whole() {
    if (one) {
      return new Result.Untouched<>();
    }
    if (stop.isEmpty()) {
      return new Result.Done<>(Nothing.DONE, false, rest);
    }
    if (stop.get().at().isEmpty()) {
      return rejected(rest)
          ? Result.rejected(stop.get().why())
          : new Result.Failed<>(Nothing.DONE, stop.get().why(), rest);
    }
    return rest.isEmpty()
        ? new Result.Untouched<>()
        : new Result.Failed<>(
            Nothing.DONE, Problem.of("could not restore all files and device nodes"), rest);
  }

  /** Whether at most records and the journal were written, and removed again. */
  private boolean rejected(List<String> lines) {
    return lines.isEmpty() && stop.filter(found -> found.phase() == Phase.REMEMBER).isPresent();
  }

  public boolean isAt(Collection<? extends Change> changes) {
    return stop.flatMap(Stop::at).filter(changes::contains).isPresent();
  }
}
