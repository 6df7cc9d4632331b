// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.function.BiFunction;

/**
 * Chips that answer something else.
 *
 * @param real the real ones
 * @param change what to make of an answer, and of the device that was asked
 */
public record AnsweringChips(
    GpioChips real, BiFunction<String, Attempt<GpioChips.Answer>, Attempt<GpioChips.Answer>> change)
    implements GpioChips {

  @Override
  public Attempt<Answer> ask(String device) {
    return change.apply(device, real.ask(device));
  }

  @Override
  public Attempt<Boolean> drive(String device, int offset, boolean active) {
    return real.drive(device, offset, active);
  }

  /**
   * {@return a kernel whose chips answer something else}
   *
   * @param real the real one
   * @param change as of this record
   */
  public static Kernel in(
      Kernel real, BiFunction<String, Attempt<Answer>, Attempt<Answer>> change) {
    return new Kernel(
        real.sysfs(),
        new AnsweringChips(real.chips(), change),
        real.uevents(),
        real.log(),
        real.lock(),
        real.files(),
        real.modules(),
        real.udev(),
        real.vfio(),
        real.live(),
        real.trace());
  }
}
