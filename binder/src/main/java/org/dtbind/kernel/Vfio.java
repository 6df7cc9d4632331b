// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import org.dtbind.kernel.Attempt.Nothing;

/** The device nodes of VFIO (Linux, include/uapi/linux/vfio.h), opened for a moment. */
public interface Vfio {

  /**
   * The status of a group.
   *
   * @param viable whether its opener could own all DMA of its devices
   * @param attached whether it is already in a container
   */
  record GroupStatus(boolean viable, boolean attached) {}

  /**
   * Opens the node of a group, queries {@code VFIO_GROUP_GET_STATUS}, and closes it.
   *
   * @param path such as {@code /dev/vfio/7}
   * @return the answer; or why not: EBUSY while a process has it open, EPERM for a group without an
   *     IOMMU if CAP_SYS_RAWIO is missing
   */
  Attempt<GroupStatus> status(String path);

  /**
   * Opens the node that a device has for iommufd, and closes it.
   *
   * @param path such as {@code /dev/vfio/devices/vfio0}
   * @return done, or why not
   */
  Attempt<Nothing> open(String path);
}
