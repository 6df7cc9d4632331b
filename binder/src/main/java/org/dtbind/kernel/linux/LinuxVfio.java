// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
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

  /** {@code VFIO_GROUP_FLAGS_VIABLE}. */
  private static final int VIABLE = 1;

  /** {@code VFIO_GROUP_FLAGS_CONTAINER_SET}. */
  private static final int ATTACHED = 2;

  @Override
  public Attempt<GroupStatus> status(String path) {
    // Mips, powerpc and similar architectures encode requests without an argument differently.
    if (!Libc.NUMBERS_ARE_GENERIC) {
      return Attempt.failed(Failure.of(Operation.IOCTL, path, Errno.EOPNOTSUPP));
    }
    return root.open(path, Libc.O_RDWR)
        .then(
            file -> {
              try (file) {
                return status(file);
              }
            });
  }

  private static Attempt<GroupStatus> status(Descriptor group) {
    try (Memory status = new Memory(STATUS_SIZE)) {
      status.setInt(0, STATUS_SIZE);
      status.setInt(4, 0);
      if (Libc.ioctl(group.number(), new NativeLong(VFIO_GROUP_GET_STATUS), status) < 0) {
        return Attempt.failed(Failure.of(Operation.IOCTL, group.path(), Libc.errno()));
      }
      int flags = status.getInt(4);
      return Attempt.done(new GroupStatus((flags & VIABLE) != 0, (flags & ATTACHED) != 0));
    }
  }

  @Override
  public Attempt<Nothing> open(String path) {
    return root.open(path, Libc.O_RDWR)
        .then(
            file -> {
              file.close();
              return Attempt.done();
            });
  }
}
