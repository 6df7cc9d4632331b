// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import java.util.List;
import org.dtbind.kernel.Paths;

/** One thing that a run is going to change: what it was like before, and what it is to become. */
public interface JournalEntry {

  /** {@return what it is about, for people} */
  String text();

  /** {@return what it changes: no other entry of a journal may have any of these} */
  List<String> keys();

  /** {@return the files and links of dtbind's that are written for it, by their paths} */
  List<String> files();

  /** {@return whether it changes a file that outlives this boot} */
  default boolean lasts() {
    return files().stream().anyMatch(Paths::lasts);
  }

  /** {@return what the journal says of it: all that is needed to go back} */
  JournalBlock block();
}
