// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.util.List;

/** The result of looking for a kernel. */
public sealed interface KernelSearch {

  /** {@return what was passed over on the way, and why; one line each} */
  List<String> notes();

  /**
   * There is one, and it runs on this machine.
   *
   * @param notes what was passed over
   */
  record Found(Machine machine, List<String> notes) implements KernelSearch {
    public Found {
      notes = List.copyOf(notes);
    }

    public Kernel kernel() {
      return machine.kernel();
    }
  }

  /**
   * There is none.
   *
   * @param reason why, and what to do
   * @param notes what was passed over
   */
  record None(String reason, List<String> notes) implements KernelSearch {
    public None {
      notes = List.copyOf(notes);
    }
  }
}
