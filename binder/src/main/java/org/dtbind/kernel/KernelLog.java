// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.List;

/** The messages of the kernel, {@code /dev/kmsg}. */
public interface KernelLog {

  /** {@return a reader of the messages that the kernel writes from now on} */
  Attempt<Tail> tail();

  /** A reader of the messages since a moment. */
  interface Tail extends AutoCloseable {

    /** {@return the messages since the last call, without their prefixes; never waits} */
    List<String> lines();

    /** Stops reading. */
    @Override
    void close();
  }
}
