// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.function.BiFunction;

/**
 * GPIO chips with modified answers, for tests.
 *
 * @param real the actual chips
 * @param change maps the device path and the actual answer to the answer to return
 */
public record AnsweringChips(
    WritableGpioChips real, BiFunction<String, Attempt<Answer>, Attempt<Answer>> change)
    implements WritableGpioChips {

  @Override
  public Attempt<Answer> ask(String device) {
    return change.apply(device, real.ask(device));
  }

  @Override
  public Attempt<Boolean> drive(String device, int offset, boolean active) {
    return real.drive(device, offset, active);
  }

  /**
   * {@return a kernel whose chips give modified answers}
   *
   * @param real the actual kernel
   * @param change maps the device path and the actual answer to the answer to return
   */
  public static WritableKernel in(
      WritableKernel real, BiFunction<String, Attempt<Answer>, Attempt<Answer>> change) {
    return ReplacedPort.in(real, new AnsweringChips(real.chips(), change));
  }
}
