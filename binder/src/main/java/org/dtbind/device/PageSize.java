// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.uio.UioMappings;
import org.dtbind.source.Bytes;

/** Reads the size of a page of memory, which the kernel passes to each program. */
public final class PageSize {

  private static final String VALUES = "/proc/self/auxv";

  /** The key of the size (include/uapi/linux/auxvec.h). */
  private static final int AT_PAGESZ = 6;

  private PageSize() {}

  /**
   * {@return the size in bytes; {@link UioMappings#PAGE} for a copy of a system, which does not
   * contain it}
   *
   * @param sysfs the attributes of the system
   */
  public static int of(Sysfs sysfs) {
    Bytes values = sysfs.read(VALUES).value().orElse(Bytes.empty());
    ByteBuffer buffer = ByteBuffer.wrap(values.toArray()).order(ByteOrder.nativeOrder());
    int size = find(buffer, Long.BYTES);
    return size > 0 ? size : Math.max(find(buffer, Integer.BYTES), UioMappings.PAGE);
  }

  /** Returns the size if keys and values have the given width; 0 if they do not contain it. */
  private static int find(ByteBuffer values, int width) {
    for (int at = 0; at + 2 * width <= values.capacity(); at += 2 * width) {
      long size = number(values, at + width, width);
      boolean valid = size >= UioMappings.PAGE && size <= 1 << 20 && Long.bitCount(size) == 1;
      if (number(values, at, width) == AT_PAGESZ && valid) {
        return (int) size;
      }
    }
    return 0;
  }

  private static long number(ByteBuffer values, int at, int width) {
    return width == Long.BYTES ? values.getLong(at) : values.getInt(at);
  }
}
