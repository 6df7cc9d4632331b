// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import org.dtbind.aggregator.AggregatorChange;
import org.dtbind.bind.change.DeviceEntry;
import org.dtbind.change.FilesEntry;
import org.dtbind.change.NodesEntry;
import org.dtbind.change.ReversibleEntry;
import org.dtbind.change.journal.JournalBlock;
import org.dtbind.change.journal.JournalDamage;

/** Reads all kinds of changes that a journal may contain. */
final class ChangeKinds {

  private ChangeKinds() {}

  /** {@return the entry in a block, after each value is checked: the journal is not trusted} */
  static ReversibleEntry read(JournalBlock block) throws JournalDamage {
    return switch (block.kind()) {
      case DeviceEntry.KIND -> DeviceEntry.read(block);
      case FilesEntry.KIND -> FilesEntry.read(block);
      case AggregatorChange.KIND -> AggregatorChange.read(block);
      case NodesEntry.KIND -> NodesEntry.read(block);
      default -> throw new JournalDamage("not a known kind of change", block.kind());
    };
  }
}
