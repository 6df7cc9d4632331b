// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.Reversible;
import org.dtbind.change.Undo;
import org.dtbind.change.result.Recovered;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;

/** Rolls back the change to an aggregator that an interrupted run recorded in its journal. */
final class ReversibleAggregator implements Reversible {

  private final WritableKernel kernel;
  private final AggregatorEntry entry;

  ReversibleAggregator(WritableKernel kernel, AggregatorEntry entry) {
    this.kernel = kernel;
    this.entry = entry;
  }

  private AggregatorRollBack back() {
    return new AggregatorRollBack(kernel, entry, Optional.empty());
  }

  @Override
  public AggregatorEntry entry() {
    return entry;
  }

  @Override
  public Undo place() {
    return entry.next() == AggregatorEntry.Next.MADE ? Undo.MADE : Undo.DELETED;
  }

  @Override
  public List<String> rollBack(boolean touched, Watch watch) {
    return back().run(touched, watch);
  }

  /**
   * An aggregator that cannot be created again is deleted alone, after its files, so its absence
   * means that the change is done.
   */
  @Override
  public boolean isLastAndDone() {
    return entry.next() == AggregatorEntry.Next.DELETED_FOR_GOOD && back().find().isEmpty();
  }

  @Override
  public List<String> finish() {
    if (entry.next() != AggregatorEntry.Next.MADE) {
      entry.chipLink(kernel).remove(Optional.empty());
    }
    return List.of();
  }

  @Override
  public Optional<Recovered.Subject> recovered(List<String> left) {
    return Optional.of(new RecoveredAggregator(entry.text(), back().exists(), left));
  }
}
