// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import java.util.List;
import org.dtbind.kernel.Paths;

/** One change in a journal, with the former state. */
public interface JournalEntry {

  /** {@return a description of the changed object} */
  String text();

  /**
   * {@return keys that identify the changed objects; no other entry of a journal may have one of
   * them}
   */
  List<String> keys();

  /**
   * {@return the absolute paths of the files and links of dtbind that are written for this change}
   */
  List<String> files();

  /** {@return whether this change writes a file that outlives a boot} */
  default boolean lasts() {
    return files().stream().anyMatch(Paths::lasts);
  }

  /** {@return the block in the journal, with everything that is needed for a rollback} */
  JournalBlock block();
}
