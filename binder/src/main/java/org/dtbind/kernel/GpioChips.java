// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.List;

/** The character devices of GPIO chips (include/uapi/linux/gpio.h, uAPI v2). */
public interface GpioChips {

  /**
   * {@return the kernel's information about a chip and each of its lines}
   *
   * @param device the path of the device node, such as {@code /dev/gpiochip1}
   */
  Attempt<Answer> ask(String device);

  /** The kernel's information about a chip and its lines. */
  record Answer(ChipInfo chip, List<LineInfo> lines) {
    /** Copies the list. */
    public Answer {
      lines = List.copyOf(lines);
    }
  }
}
