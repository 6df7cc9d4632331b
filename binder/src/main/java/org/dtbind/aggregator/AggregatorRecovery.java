// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.JournalBlock;
import org.dtbind.change.JournalDamage;
import org.dtbind.change.JournalEntry;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;

/** What a run that was cut off has left of aggregators, by its journal. */
public final class AggregatorRecovery {

  /** What the journal calls them. */
  public static final String KIND = AggregatorEntry.KIND;

  private final Kernel kernel;
  private final AggregatorEntry entry;

  private AggregatorRecovery(Kernel kernel, AggregatorEntry entry) {
    this.kernel = kernel;
    this.entry = entry;
  }

  private AggregatorUndo undo() {
    return new AggregatorUndo(kernel, entry, Optional.empty());
  }

  /**
   * {@return what a block of a journal says, of which nothing is believed}
   *
   * @param block of this kind
   * @throws JournalDamage where a name could lead elsewhere, or it is incomplete
   */
  public static JournalEntry read(JournalBlock block) throws JournalDamage {
    return AggregatorEntry.read(block);
  }

  /**
   * {@return whether an entry is about an aggregator}
   *
   * @param entry of any kind
   */
  public static boolean isOf(JournalEntry entry) {
    return entry instanceof AggregatorEntry;
  }

  /**
   * {@return the aggregator of an entry}
   *
   * @param kernel of the system
   * @param entry about one
   */
  public static AggregatorRecovery of(Kernel kernel, JournalEntry entry) {
    return new AggregatorRecovery(kernel, (AggregatorEntry) entry);
  }

  /** {@return what it is about, for people} */
  public String text() {
    return entry.text();
  }

  /** {@return whether there is one of its name now} */
  public boolean isThere() {
    return undo().find().isPresent();
  }

  /**
   * {@return whether it is deleted and cannot be made again: it was deleted last, so that all of
   * the change is done}
   */
  public boolean isDone() {
    return entry.next() == AggregatorEntry.Next.DELETED_FOR_GOOD && undo().find().isEmpty();
  }

  /** Clears up behind one that was deleted, once all of the change is done. */
  public void finish() {
    if (entry.next() != AggregatorEntry.Next.MADE) {
      NodeSetup.removeLink(kernel, entry.link(), Optional.empty());
    }
  }

  /**
   * Makes it what it was before. What is so already is not written.
   *
   * @param touched whether it may have been changed, rather than only what is remembered of it
   * @param watch for what the kernel makes
   * @return what is not as before, a line each
   */
  public List<String> undo(boolean touched, Watch watch) {
    return undo().run(touched, watch);
  }
}
