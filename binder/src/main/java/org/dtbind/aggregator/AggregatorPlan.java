// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.change.result.Result;

/**
 * What is to become of an aggregator with what is declared, or has become of it.
 *
 * @param name of it
 * @param result {@link Result.Planned} where something is to be done
 * @param deletion of one that is not declared, or is another one; empty where none is deleted
 * @param creation empty where none is made
 */
public record AggregatorPlan(
    String name,
    Result<AggregatorSubject> result,
    Optional<AggregatorChange> deletion,
    Optional<AggregatorChange> creation) {

  static AggregatorPlan ended(String name, Result<AggregatorSubject> result) {
    return new AggregatorPlan(name, result, Optional.empty(), Optional.empty());
  }

  /** {@return whether something is to be done} */
  public boolean pending() {
    return result.pending();
  }

  /**
   * {@return the same, of which something has become}
   *
   * @param end what
   */
  public AggregatorPlan ended(Result<AggregatorSubject> end) {
    return ended(name, end);
  }

  /** {@return its changes in order} */
  public List<AggregatorChange> changes() {
    return Stream.concat(deletion.stream(), creation.stream()).toList();
  }

  /** {@return the change that says the result, of one that is pending} */
  public AggregatorChange last() {
    return creation.or(() -> deletion).orElseThrow();
  }

  /**
   * Tells each change which devices go with the others: the kernel may give those numbers again.
   *
   * @param plans that are made together
   */
  public static void tellOfEachOther(List<AggregatorPlan> plans) {
    List<AggregatorChange> changes =
        plans.stream().flatMap(plan -> plan.changes().stream()).toList();
    Set<String> gone = new HashSet<>();
    changes.forEach(change -> change.goes().ifPresent(gone::add));
    changes.forEach(change -> change.beside(gone));
  }
}
