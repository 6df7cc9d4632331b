// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.Optional;
import java.util.Set;
import org.dtbind.change.Change;
import org.dtbind.change.ReversibleEntry;
import org.dtbind.change.journal.JournalBlock;
import org.dtbind.change.journal.JournalDamage;
import org.dtbind.change.result.Result;

/** One aggregator that is made or deleted. Confined to one thread. */
public interface AggregatorChange extends Change {

  /** What the journal calls it. */
  String KIND = AggregatorEntry.KIND;

  /**
   * {@return what a block of a journal says, of which nothing is believed}
   *
   * @param block of this kind
   * @throws JournalDamage where a name could lead elsewhere, or it is incomplete
   */
  static ReversibleEntry read(JournalBlock block) throws JournalDamage {
    return AggregatorEntry.read(block);
  }

  /** {@return whether something may have been done} */
  boolean begun();

  /** {@return the Linux device that goes with it; empty where none does} */
  Optional<String> goes();

  /**
   * Says what goes in the same change: the kernel may give those numbers to others then.
   *
   * @param devices their names
   */
  void beside(Set<String> devices);

  /** {@return the declaration that goes with it, by which it is made at each boot} */
  Optional<String> forgets();

  /**
   * Says more of the result.
   *
   * @param text one line
   */
  void note(String text);

  /** {@return its result, once it is done} */
  Result<AggregatorSubject> done();
}
