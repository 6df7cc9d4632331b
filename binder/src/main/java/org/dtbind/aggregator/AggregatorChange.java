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

/** One aggregator that is created or deleted. Confined to one thread. */
public interface AggregatorChange extends Change {

  /** What the journal calls it. */
  String KIND = AggregatorEntry.KIND;

  /**
   * {@return the entry that a block of a journal describes, after checking it}
   *
   * @param block of this kind
   * @throws JournalDamage if a name could lead to another place, or the block is incomplete
   */
  static ReversibleEntry read(JournalBlock block) throws JournalDamage {
    return AggregatorEntry.read(block);
  }

  /** {@return whether something may have been done} */
  boolean begun();

  /** {@return the Linux device that this change deletes; empty if it deletes none} */
  Optional<String> goes();

  /**
   * Names the devices that the same change deletes: the kernel may then reuse their numbers.
   *
   * @param devices their names
   */
  void beside(Set<String> devices);

  /** {@return the deleted declaration by which it is created at each boot} */
  Optional<String> forgets();

  /**
   * Adds a note to the result.
   *
   * @param text one line
   */
  void note(String text);

  /** {@return its result, once it is done} */
  Result<AggregatorSubject> done();
}
