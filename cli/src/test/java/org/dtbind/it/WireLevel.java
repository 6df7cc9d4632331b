// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * The level on the wire of a line that nobody has, as its chip tells: the line is requested as it
 * is, neither as input nor as output, which libgpiod's tools of Debian 12 cannot
 * (include/uapi/linux/gpio.h).
 */
final class WireLevel {

  private static final long GPIO_V2_GET_LINE_IOCTL = 0xC250B407L;
  private static final long GPIO_V2_LINE_GET_VALUES_IOCTL = 0xC010B40EL;
  private static final int REQUEST_SIZE = 592;
  private static final int REQUEST_LINES = 560;
  private static final int REQUEST_FD = 588;
  private static final int O_RDWR = 2;

  private WireLevel() {}

  /** The C library's, as far as this needs it. */
  interface C extends Library {
    /** open(2). */
    int open(String path, int flags);

    /** ioctl(2). */
    int ioctl(int fd, NativeLong request, Pointer argument);

    /** close(2). */
    int close(int fd);
  }

  /** {@return 0 or 1; negative where it cannot be told} */
  static long of(String chip, int line) {
    C c = Native.load("c", C.class);
    int file = c.open(chip, O_RDWR);
    try (Memory request = new Memory(REQUEST_SIZE);
        Memory values = new Memory(16)) {
      request.clear();
      request.setInt(0, line);
      request.setInt(REQUEST_LINES, 1);
      if (c.ioctl(file, new NativeLong(GPIO_V2_GET_LINE_IOCTL), request) < 0) {
        return -1;
      }
      values.clear();
      values.setLong(8, 1);
      int held = request.getInt(REQUEST_FD);
      int read = c.ioctl(held, new NativeLong(GPIO_V2_LINE_GET_VALUES_IOCTL), values);
      c.close(held);
      return read < 0 ? read : values.getLong(0) & 1;
    } finally {
      c.close(file);
    }
  }
}
