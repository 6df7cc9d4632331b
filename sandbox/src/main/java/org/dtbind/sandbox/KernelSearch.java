// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.util.List;

/** The result of looking for a kernel. */
public sealed interface KernelSearch {

  /** {@return the kernels that were found but rejected, with reasons, one per line} */
  List<String> notes();

  /** A kernel was found, and it runs on this machine. */
  record Found(Machine machine, List<String> notes) implements KernelSearch {
    public Found {
      notes = List.copyOf(notes);
    }

    public SandboxKernel kernel() {
      return machine.kernel();
    }
  }

  /**
   * No kernel was found.
   *
   * @param reason why, and what to do
   */
  record None(String reason, List<String> notes) implements KernelSearch {
    public None {
      notes = List.copyOf(notes);
    }
  }
}
