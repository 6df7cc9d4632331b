// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.nio.ByteBuffer;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Vfio;

/**
 * Accesses VFIO by open(2) and ioctl(2).
 *
 * @param root the root directory of the system
 */
record LinuxVfio(Root root) implements Vfio {

  /** {@code _IO(VFIO_TYPE, VFIO_BASE + 3)}, type {@code ;}, base 100. */
  private static final long VFIO_GROUP_GET_STATUS = 0x3B67;

  /** {@code struct vfio_group_status}: {@code __u32 argsz, flags}. */
  private static final int STATUS_SIZE = 8;

  private static final int STATUS_ARGSZ = 0;
  private static final int STATUS_FLAGS = 4;

  /** {@code VFIO_GROUP_FLAGS_VIABLE}. */
  private static final int VIABLE = 1;

  /** {@code VFIO_GROUP_FLAGS_CONTAINER_SET}. */
  private static final int ATTACHED = 2;

  @Override
  public Attempt<GroupStatus> status(String path) {
    return root.open(path, Libc.O_RDWR).then(Descriptor.closing(LinuxVfio::status));
  }

  private static Attempt<GroupStatus> status(Descriptor group) {
    ByteBuffer status = Uapi.structure(STATUS_SIZE).putInt(STATUS_ARGSZ, STATUS_SIZE);
    return group
        .ioctl(VFIO_GROUP_GET_STATUS, status)
        .map(answer -> answer.getInt(STATUS_FLAGS))
        .map(flags -> new GroupStatus((flags & VIABLE) != 0, (flags & ATTACHED) != 0));
  }

  @Override
  public Attempt<Nothing> open(String path) {
    return root.open(path, Libc.O_RDWR).then(Descriptor.closing(file -> Attempt.done()));
  }
}
