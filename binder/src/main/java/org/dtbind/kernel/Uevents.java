// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import java.util.List;

/** Announcements of devices that come, go or change (netlink, NETLINK_KOBJECT_UEVENT). */
public interface Uevents {

  /**
   * {@return a listener for every event from now on}
   *
   * <p>Begin to listen, then read the state, then wait, so that no event in between is lost.
   */
  Attempt<Listener> listen();

  /** One who listens. */
  interface Listener extends AutoCloseable {

    /**
     * Waits until at least one event has arrived or the time is over.
     *
     * @param longest how long to wait
     * @return the events since the last call, in order; none when the time is over
     */
    List<Uevent> await(Duration longest);

    /** Stops listening. */
    @Override
    void close();
  }
}
