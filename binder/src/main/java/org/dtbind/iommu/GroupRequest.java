// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.time.Duration;
import java.util.Optional;
import org.dtbind.change.Executor;

/**
 * A request to change all devices of an IOMMU group, or none.
 *
 * @param group its number, as in {@code /sys/kernel/iommu_groups}
 * @param goal what its devices are to have
 * @param timeout how long to wait for a lock or a driver; not negative
 * @param force whether to take devices that the system stands on
 * @param dryRun whether to plan only
 * @param persist whether it is to be so at each boot to come, too
 */
public record GroupRequest(
    int group, Goal goal, Duration timeout, boolean force, boolean dryRun, boolean persist) {

  /** What the devices of a group are to have. */
  public sealed interface Goal {
    /**
     * A driver of VFIO, so that somebody can own the group.
     *
     * @param driver which; empty for that of each device's bus
     */
    record Bound(Optional<String> driver) implements Goal {}

    /** No driver at all. */
    record None() implements Goal {}

    /** What they had before dtbind changed them. */
    record Released() implements Goal {}
  }

  /**
   * {@return a request within the usual time}
   *
   * @param group its number
   * @param goal what its devices are to have
   */
  public static GroupRequest of(int group, Goal goal) {
    return new GroupRequest(group, goal, Executor.TIMEOUT, false, false, false);
  }

  /** {@return the same, whatever stands on its devices} */
  public GroupRequest forced() {
    return new GroupRequest(group, goal, timeout, true, dryRun, persist);
  }

  /** {@return the same, planned only} */
  public GroupRequest planned() {
    return new GroupRequest(group, goal, timeout, force, true, persist);
  }
}
