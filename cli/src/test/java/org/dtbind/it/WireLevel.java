// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * Reads the physical level of an unused line. Requests the line without changing its direction,
 * which the libgpiod tools of Debian 12 cannot do (include/uapi/linux/gpio.h).
 */
final class WireLevel {

  private static final long GPIO_V2_GET_LINE_IOCTL = 0xC250B407L;
  private static final long GPIO_V2_LINE_GET_VALUES_IOCTL = 0xC010B40EL;
  private static final int REQUEST_SIZE = 592;
  private static final int REQUEST_LINES = 560;
  private static final int REQUEST_FD = 588;
  private static final int O_RDWR = 2;

  private WireLevel() {}

  /** Functions of the C library. */
  interface C extends Library {
    /** open(2). */
    int open(String path, int flags);

    /** ioctl(2). */
    int ioctl(int fd, NativeLong request, Pointer argument);

    /** close(2). */
    int close(int fd);
  }

  /** {@return 0 or 1; negative if the level cannot be read} */
  static long of(String chip, int line) {
    C c = Native.load("c", C.class);
    int chipFd = c.open(chip, O_RDWR);
    try (Memory request = new Memory(REQUEST_SIZE);
        Memory values = new Memory(16)) {
      request.clear();
      request.setInt(0, line);
      request.setInt(REQUEST_LINES, 1);
      if (c.ioctl(chipFd, new NativeLong(GPIO_V2_GET_LINE_IOCTL), request) < 0) {
        return -1;
      }
      values.clear();
      values.setLong(8, 1);
      int lineFd = request.getInt(REQUEST_FD);
      int status = c.ioctl(lineFd, new NativeLong(GPIO_V2_LINE_GET_VALUES_IOCTL), values);
      c.close(lineFd);
      return status < 0 ? status : values.getLong(0) & 1;
    } finally {
      c.close(chipFd);
    }
  }
}
