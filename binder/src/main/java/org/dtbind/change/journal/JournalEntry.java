// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import java.util.List;
import org.dtbind.kernel.Paths;

/** One change of a run: its former state, and its new one. */
public interface JournalEntry {

  /** {@return what it changes, as text} */
  String text();

  /** {@return what it changes, as keys: no other entry of a journal may have any of these} */
  List<String> keys();

  /** {@return the paths of dtbind's files and links that are written for it} */
  List<String> files();

  /** {@return whether it changes a file that outlives this boot} */
  default boolean lasts() {
    return files().stream().anyMatch(Paths::lasts);
  }

  /** {@return its block in the journal: everything that is needed for a rollback} */
  JournalBlock block();
}
