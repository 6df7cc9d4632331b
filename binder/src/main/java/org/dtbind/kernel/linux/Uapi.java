// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.dtbind.kernel.ChipInfo;
import org.dtbind.kernel.LineInfo;
import org.dtbind.source.Bytes;

/**
 * The structures and request numbers of {@code include/uapi/linux/gpio.h}. The structures have the
 * same layout on every architecture, except for the byte order.
 */
final class Uapi {

  /** {@code _IOR(0xB4, 0x01, struct gpiochip_info)}. */
  static final long GPIO_GET_CHIPINFO_IOCTL = 0x8044B401L;

  /** {@code _IOWR(0xB4, 0x05, struct gpio_v2_line_info)}. */
  static final long GPIO_V2_GET_LINEINFO_IOCTL = 0xC100B405L;

  /** {@code sizeof(struct gpiochip_info)}. */
  static final int CHIP_INFO_SIZE = 68;

  /** {@code sizeof(struct gpio_v2_line_info)}. */
  static final int LINE_INFO_SIZE = 256;

  /** {@code _IOWR(0xB4, 0x07, struct gpio_v2_line_request)}. */
  static final long GPIO_V2_GET_LINE_IOCTL = 0xC250B407L;

  /** {@code _IOWR(0xB4, 0x0E, struct gpio_v2_line_values)}. */
  static final long GPIO_V2_LINE_GET_VALUES_IOCTL = 0xC010B40EL;

  /**
   * {@code sizeof(struct gpio_v2_line_request)}: {@code __u32 offsets[64]; char consumer[32];
   * struct gpio_v2_line_config config; __u32 num_lines, event_buffer_size, padding[5]; __s32 fd}.
   */
  static final int LINE_REQUEST_SIZE = 592;

  static final int LINE_REQUEST_CONSUMER = 256;

  /** {@code config.flags}, of {@code __aligned_u64 flags; __u32 num_attrs, padding[5]; attrs}. */
  static final int LINE_REQUEST_FLAGS = 288;

  /** {@code config.num_attrs}. */
  static final int LINE_REQUEST_ATTRIBUTES = 296;

  /** {@code config.attrs[0]}: {@code __u32 id, padding; __aligned_u64 values, mask}. */
  static final int LINE_REQUEST_ATTRIBUTE = 320;

  static final int LINE_REQUEST_LINES = 560;
  static final int LINE_REQUEST_FD = 588;

  /** {@code sizeof(struct gpio_v2_line_values)}: {@code __aligned_u64 bits, mask}. */
  static final int LINE_VALUES_SIZE = 16;

  static final int LINE_VALUES_MASK = 8;

  /** {@code GPIO_V2_LINE_FLAG_OUTPUT}. */
  static final long OUTPUT = 1 << 3;

  /** {@code GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES}. */
  static final int OUTPUT_VALUES = 2;

  /** {@code GPIO_MAX_NAME_SIZE}. */
  private static final int NAME_SIZE = LineInfo.SHOWN + 1;

  private static final int CHIP_NAME = 0;
  private static final int CHIP_LABEL = 32;
  private static final int CHIP_LINES = 64;

  private static final int LINE_NAME = 0;
  private static final int LINE_CONSUMER = 32;

  /** The offset of the member {@code offset}, which selects the line of a request. */
  static final int LINE_OFFSET = 64;

  private static final int LINE_ATTRIBUTES = 68;
  private static final int LINE_FLAGS = 72;
  private static final int LINE_ATTRIBUTE = 80;

  /** {@code sizeof(struct gpio_v2_line_attribute)}: {@code __u32 id, padding; __aligned_u64}. */
  private static final int ATTRIBUTE_SIZE = 16;

  private static final int ATTRIBUTE_VALUE = 8;

  /** {@code GPIO_V2_LINE_NUM_ATTRS_MAX}. */
  private static final int MAX_ATTRIBUTES = 10;

  /** {@code GPIO_V2_LINE_ATTR_ID_DEBOUNCE}. */
  private static final int DEBOUNCE = 3;

  private static final List<String> OTHER_NUMBERS =
      List.of("mips", "ppc", "powerpc", "sparc", "alpha", "parisc", "hppa");

  private Uapi() {}

  /**
   * {@return whether an architecture encodes requests as asm-generic/ioctl.h does. mips, powerpc
   * and sparc use other bits for direction and size, so these numbers would be other requests
   * there}
   *
   * @param architecture a value of the system property {@code os.arch}, in lower case
   */
  static boolean numbersAreGeneric(String architecture) {
    return OTHER_NUMBERS.stream().noneMatch(architecture::startsWith);
  }

  /** {@return a structure of zeros, in this machine's byte order} */
  static ByteBuffer structure(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  /**
   * Reads a {@code struct gpiochip_info}: {@code char name[32], label[32]; __u32 lines}.
   *
   * @param structure 68 bytes
   */
  static ChipInfo chipFromUapi(ByteBuffer structure) {
    return new ChipInfo(
        text(structure, CHIP_NAME).utf8(),
        text(structure, CHIP_LABEL).utf8(),
        structure.getInt(CHIP_LINES));
  }

  /**
   * Reads a {@code struct gpio_v2_line_info}: {@code char name[32], consumer[32]; __u32 offset,
   * num_attrs; __aligned_u64 flags; struct gpio_v2_line_attribute attrs[10]; __u32 padding[4]}.
   *
   * @param structure 256 bytes
   */
  static LineInfo lineFromUapi(ByteBuffer structure) {
    return new LineInfo(
        structure.getInt(LINE_OFFSET),
        text(structure, LINE_NAME),
        text(structure, LINE_CONSUMER),
        structure.getLong(LINE_FLAGS),
        debounceMicros(structure));
  }

  private static long debounceMicros(ByteBuffer structure) {
    int attributes = structure.getInt(LINE_ATTRIBUTES);
    for (int i = 0; i < Math.min(attributes, MAX_ATTRIBUTES); i++) {
      int at = LINE_ATTRIBUTE + i * ATTRIBUTE_SIZE;
      if (structure.getInt(at) == DEBOUNCE) {
        return Integer.toUnsignedLong(structure.getInt(at + ATTRIBUTE_VALUE));
      }
    }
    return 0;
  }

  private static Bytes text(ByteBuffer structure, int at) {
    int end = at;
    while (end < at + NAME_SIZE && structure.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - at];
    structure.get(at, text);
    return Bytes.wrap(text);
  }
}
