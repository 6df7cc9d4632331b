// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import java.util.List;

/**
 * The events that the kernel sends when devices are added, removed or changed (netlink,
 * NETLINK_KOBJECT_UEVENT).
 */
public interface Uevents {

  /**
   * {@return a listener that receives every event from now on}
   *
   * <p>Create the listener first, then read the state, then wait, so that no event is lost in
   * between.
   */
  Attempt<Listener> listen();

  /** Receives events. */
  interface Listener extends AutoCloseable {

    /**
     * Waits until at least one event has arrived or the time limit is reached.
     *
     * @param longest how long to wait
     * @return the events since the last call, in order; none if the time limit was reached
     */
    List<Uevent> await(Duration longest);

    /** Stops listening. */
    @Override
    void close();
  }
}
