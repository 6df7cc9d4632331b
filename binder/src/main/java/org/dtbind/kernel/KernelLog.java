// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.List;

/** The kernel's messages, {@code /dev/kmsg}. */
public interface KernelLog {

  /** {@return a reader of the log, beginning now} */
  Attempt<Tail> tail();

  /** The messages since a moment. */
  interface Tail extends AutoCloseable {

    /** {@return the messages since the last call, without their prefix; never waits} */
    List<String> lines();

    /** Stops reading. */
    @Override
    void close();
  }
}
