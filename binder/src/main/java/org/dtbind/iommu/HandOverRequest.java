// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.time.Duration;
import org.dtbind.change.ChangeRequest;
import org.dtbind.change.RequestOptions;

/**
 * A request to give one user exclusive access to an IOMMU group.
 *
 * @param group the number of the group, as in {@code /sys/kernel/iommu_groups}
 * @param options how the change is made; with force, the group is handed over even if its devices
 *     can inject interrupts
 * @param persist whether this also applies to each later boot
 * @param patience how long to wait until no process has the group open; not negative
 */
public record HandOverRequest(
    int group, String user, RequestOptions options, boolean persist, Duration patience)
    implements ChangeRequest {

  /** {@return a request with the default timeout} */
  public static HandOverRequest of(int group, String user) {
    return new HandOverRequest(group, user, RequestOptions.DEFAULT, false, Duration.ZERO);
  }
}
