// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.doctor;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;

/**
 * Examines which features of dtbind a system supports, and what is missing for the others. Changes
 * nothing.
 */
public record Doctor(Kernel kernel) {

  /** {@return the findings} */
  public Examination examine() {
    List<DoctorFinding> all = new ArrayList<>(KernelFindings.of(kernel).all());
    List<GpioChip> chips = LiveGpio.read(kernel).chips();
    all.addAll(new SystemFindings(kernel, chips).all());
    boolean closed =
        chips.stream()
            .flatMap(chip -> chip.unreadable().stream())
            .anyMatch(Failure.Forbidden.class::isInstance);
    if (!isOk(all, KernelFindings.AGGREGATOR) || !isOk(all, SystemFindings.CHIPS) && !closed) {
      return new Examination(all, ExitStatus.UNAVAILABLE);
    }
    boolean allowed = isOk(all, SystemFindings.STATE) && isOk(all, SystemFindings.ATTRIBUTES);
    return new Examination(all, allowed && !closed ? ExitStatus.DONE : ExitStatus.NOT_PERMITTED);
  }

  private static boolean isOk(List<DoctorFinding> all, String what) {
    return all.stream()
        .anyMatch(one -> one.what().equals(what) && one.state() == DoctorFinding.State.OK);
  }
}
