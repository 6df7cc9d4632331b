// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.FileChange;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.Outcome;
import org.dtbind.change.Undo;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.change.result.Result.Planned;

/**
 * The plan for an aggregator.
 *
 * @param changes the deletion of an aggregator that is not declared or differs from the
 *     declaration, then the creation: one of them, or both
 */
public record AggregatorPlan(String name, List<AggregatorChange> changes)
    implements Part<AggregatorSubject> {

  /** Copies the list. */
  public AggregatorPlan {
    changes = List.copyOf(changes);
  }

  /** {@return the plan in a result; empty if there is nothing to do} */
  public static Optional<AggregatorPlan> of(Result<AggregatorSubject> result) {
    return result.about().flatMap(AggregatorSubject::plan);
  }

  /**
   * {@return a result with this plan}
   *
   * @param steps the steps in order, one per line
   * @param notes notes for users, one per line
   */
  Planned<AggregatorSubject> planned(List<String> steps, List<String> notes) {
    return new Planned<>(AggregatorSubject.planned(this, steps), notes);
  }

  @Override
  public List<GivenNode> nodes() {
    return changes.stream().flatMap(change -> change.nodes().stream()).toList();
  }

  @Override
  public AggregatorSubject former() {
    return AggregatorSubject.named(name);
  }

  @Override
  public boolean begun() {
    return changes.stream().anyMatch(AggregatorChange::begun);
  }

  @Override
  public Result<AggregatorSubject> done(List<String> notes) {
    return last().done(notes);
  }

  /** The problem of a declared aggregator names it: its message may name only a line. */
  @Override
  public Result<AggregatorSubject> ended(Outcome outcome) {
    Result<AggregatorSubject> end = outcome.result(this);
    return end instanceof Failed<AggregatorSubject> failed && outcome.isAt(changes)
        ? new Failed<>(failed.subject(), failed.problem().prefixed(name), failed.notRestored())
        : end;
  }

  /** {@return whether the aggregator does not exist afterwards} */
  boolean deletes() {
    return last().place() == Undo.DELETED;
  }

  private AggregatorChange last() {
    return changes.get(changes.size() - 1);
  }

  /** {@return the path of the file that declares the aggregator for each boot, if it is removed} */
  public Optional<String> removedDeclaration() {
    return declaration(Undo.DELETED);
  }

  /** {@return the path of the file that declares the aggregator for each boot, if it is written} */
  public Optional<String> writtenDeclaration() {
    return declaration(Undo.MADE);
  }

  private Optional<String> declaration(Undo place) {
    return changes.stream()
        .filter(change -> change.place() == place)
        .findFirst()
        .flatMap(AggregatorChange::declaration);
  }

  /**
   * {@return this plan, whose deletion also removes files that aggregators share}
   *
   * @param shared the removals
   */
  public AggregatorPlan removing(List<FileChange> shared) {
    return new AggregatorPlan(
        name, changes.stream().map(change -> change.removing(shared)).toList());
  }
}
