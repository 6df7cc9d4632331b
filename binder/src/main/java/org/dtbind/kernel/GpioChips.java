// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.List;

/** GPIO character devices (Linux, include/uapi/linux/gpio.h, uAPI v2). */
public interface GpioChips {

  /**
   * {@return information about the chip and each of its lines, by offset}
   *
   * @param device such as {@code /dev/gpiochip1}
   */
  Attempt<Answer> ask(String device);

  /**
   * Sets a line: requests it as an output with that value, reads it back, and releases it. Whether
   * it then keeps its level depends on its chip.
   *
   * @param device such as {@code /dev/gpiochip1}
   * @param offset of the line, from 0
   * @param active its logical value
   * @return the value that was read back; EBUSY if the line is in use
   */
  Attempt<Boolean> drive(String device, int offset, boolean active);

  /**
   * A chip's answer.
   *
   * @param chip itself
   * @param lines all of them
   */
  record Answer(ChipInfo chip, List<LineInfo> lines) {
    /** Copies the list. */
    public Answer {
      lines = List.copyOf(lines);
    }
  }
}
