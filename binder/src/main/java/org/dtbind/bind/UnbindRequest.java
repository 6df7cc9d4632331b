// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;

/**
 * A request to release a device.
 *
 * @param device node path, label, alias, node name or Linux name
 * @param then what it is left with
 * @param timeout how long to wait for a lock; not negative
 * @param force whether to release what dtbind did not bind, and what is in use
 * @param dryRun whether to plan only
 * @param persist whether that is for each boot to come, too: nothing that dtbind has written binds
 *     it then, or, with {@link Then#NONE}, files keep all drivers away
 */
public record UnbindRequest(
    String device, Then then, Duration timeout, boolean force, boolean dryRun, boolean persist)
    implements Request {

  /** What a released device is left with. */
  public enum Then {
    /** The driver and override it had before dtbind bound it; neither, where that is not known. */
    RESTORE,
    /**
     * No driver, and the override {@code none}, which no driver is called, so that none takes it.
     */
    NONE
  }

  /**
   * {@return a request to have the former driver back}
   *
   * @param device node path, label, alias, node name or Linux name
   */
  public static UnbindRequest of(String device) {
    return new UnbindRequest(device, Then.RESTORE, BindRequest.TIMEOUT, false, false, false);
  }

  /**
   * {@return the same with another end}
   *
   * @param end what the device is left with
   */
  public UnbindRequest then(Then end) {
    return new UnbindRequest(device, end, timeout, force, dryRun, persist);
  }

  /** {@return the same, planned only} */
  public UnbindRequest planned() {
    return new UnbindRequest(device, then, timeout, force, true, persist);
  }

  /** {@return the same, whoever has it} */
  public UnbindRequest forced() {
    return new UnbindRequest(device, then, timeout, true, dryRun, persist);
  }

  /** {@return the same, at each boot to come, too} */
  public UnbindRequest persistent() {
    return new UnbindRequest(device, then, timeout, force, dryRun, true);
  }
}
