// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import org.dtbind.kernel.Attempt.Nothing;

/** The device nodes of VFIO (include/uapi/linux/vfio.h), which are opened only briefly. */
public interface Vfio {

  /**
   * The status of a group ({@code struct vfio_group_status}).
   *
   * @param viable whether a process that opens the group can own the DMA of all its devices
   * @param attached whether the group is already in a VFIO container
   */
  record GroupStatus(boolean viable, boolean attached) {}

  /**
   * Opens the node of a group, queries {@code VFIO_GROUP_GET_STATUS}, and closes the node.
   *
   * @param path the path of the node, such as {@code /dev/vfio/7}
   * @return the status; or the failure, which is EBUSY while a process has the node open, and EPERM
   *     for a group without an IOMMU if CAP_SYS_RAWIO is missing
   */
  Attempt<GroupStatus> status(String path);

  /**
   * Opens the node of a device for iommufd, and closes it.
   *
   * @param path the path of the node, such as {@code /dev/vfio/devices/vfio0}
   * @return done, or the failure
   */
  Attempt<Nothing> open(String path);
}
