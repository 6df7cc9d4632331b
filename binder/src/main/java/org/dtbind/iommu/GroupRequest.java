// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.Optional;
import org.dtbind.change.ChangeRequest;
import org.dtbind.change.RequestOptions;

/**
 * A request to change the drivers of all devices of an IOMMU group, or of none.
 *
 * @param group the number of the group, as in {@code /sys/kernel/iommu_groups}
 * @param goal the drivers for the devices
 * @param options how the change is made; with force, devices that the system uses are taken
 * @param persist whether this also applies to each later boot
 */
public record GroupRequest(int group, Goal goal, RequestOptions options, boolean persist)
    implements ChangeRequest {

  /** The drivers for the devices of a group. */
  public sealed interface Goal {
    /**
     * A VFIO driver, so that a user can own the group.
     *
     * @param driver the name of the driver; empty for the VFIO driver of each device's bus
     */
    record Bound(Optional<String> driver) implements Goal {}

    /** No driver. */
    record None() implements Goal {}

    /** The drivers that the devices had before dtbind changed them. */
    record Released() implements Goal {}
  }

  /**
   * {@return a request with the default timeout}
   *
   * @param goal the drivers for the devices
   */
  public static GroupRequest of(int group, Goal goal) {
    return new GroupRequest(group, goal, RequestOptions.DEFAULT, false);
  }

  /** {@return this request, with force, so that devices that the system uses are taken} */
  public GroupRequest forced() {
    return new GroupRequest(group, goal, options.forced(), persist);
  }

  /** {@return this request as a dry run} */
  public GroupRequest planned() {
    return new GroupRequest(group, goal, options.planned(), persist);
  }
}
