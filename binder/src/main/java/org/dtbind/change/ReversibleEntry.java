// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import org.dtbind.change.journal.JournalEntry;
import org.dtbind.kernel.Kernel;

/** What a journal says of one thing, from which it can be made what it was. */
public interface ReversibleEntry extends JournalEntry {

  /**
   * {@return what it is about, to be made what it was}
   *
   * @param kernel of the system
   * @param timeout how long a write may take that the kernel keeps waiting
   */
  Reversible change(Kernel kernel, Duration timeout);
}
