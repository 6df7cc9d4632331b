// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.time.Duration;
import org.dtbind.change.Executor;

/**
 * A request to give one user exclusive access to an IOMMU group.
 *
 * @param group the number of the group, as in {@code /sys/kernel/iommu_groups}
 * @param user the user, by name or number
 * @param timeout how long to wait for a lock; not negative
 * @param dryRun whether to plan only
 * @param persist whether this also applies to each later boot
 * @param patience how long to wait until no process has the group open; not negative
 * @param force whether to hand the group over even if its devices can inject interrupts
 */
public record HandOverRequest(
    int group,
    String user,
    Duration timeout,
    boolean dryRun,
    boolean persist,
    Duration patience,
    boolean force) {

  /**
   * {@return a request with the default timeout}
   *
   * @param group the number of the group
   * @param user the user, by name or number
   */
  public static HandOverRequest of(int group, String user) {
    return new HandOverRequest(group, user, Executor.TIMEOUT, false, false, Duration.ZERO, false);
  }
}
