// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/** Drives lines of GPIO chips. */
public interface WritableGpioChips extends GpioChips {

  /**
   * Drives a line: requests it as an output with a value, reads the value back, and releases the
   * line. It depends on the chip whether the line keeps its level then.
   *
   * @param device the path of the device node, such as {@code /dev/gpiochip1}
   * @param offset the offset of the line, from 0
   * @param active the logical value
   * @return the value that was read back; EBUSY if the line is in use
   */
  Attempt<Boolean> drive(String device, int offset, boolean active);
}
