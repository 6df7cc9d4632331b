// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.Change;
import org.dtbind.change.FileChange;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.ReversibleEntry;
import org.dtbind.change.journal.JournalBlock;
import org.dtbind.change.journal.JournalDamage;
import org.dtbind.change.result.Result;

/** The creation or deletion of one aggregator. Implementations are confined to one thread. */
public interface AggregatorChange extends Change {

  /** The word for such a change in a journal. */
  String KIND = AggregatorEntry.KIND;

  /**
   * {@return the journal entry in a block, after its contents are checked}
   *
   * @param block a block of the kind {@link #KIND}
   * @throws JournalDamage if the block is incomplete, or a name in it is not a valid file name
   */
  static ReversibleEntry read(JournalBlock block) throws JournalDamage {
    return AggregatorEntry.read(block);
  }

  /** {@return whether this change may already have modified the system} */
  boolean begun();

  /**
   * {@return the result if all changes of the set are carried out}
   *
   * @param notes notes for users about this aggregator, one per line
   */
  Result<AggregatorSubject> done(List<String> notes);

  /**
   * {@return the path of the file that declares the aggregator for each boot, if this change writes
   * or removes that file}
   */
  Optional<String> declaration();

  /**
   * {@return this change; a deletion also removes files that aggregators share}
   *
   * @param shared the removals
   */
  default AggregatorChange removing(List<FileChange> shared) {
    return this;
  }

  /**
   * {@return the existing device nodes whose owner this change sets, each with its current owner}
   */
  default List<GivenNode> nodes() {
    return List.of();
  }
}
