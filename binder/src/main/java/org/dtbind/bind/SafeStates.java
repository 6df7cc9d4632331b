// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.Step.SetLine;
import org.dtbind.change.SafeLine;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.SafeState;

/** What lines are set to before their chip goes. */
record SafeStates(Kernel kernel) {

  /** {@return a plan that first sets the lines, where it takes the device from gpio-aggregator} */
  Plan first(Plan plan, Optional<Binding> binding, boolean force, List<String> notes) {
    Map<Integer, SafeState> safe = binding.map(Binding::safe).orElse(Map.of());
    boolean releases =
        plan.releases() && plan.before().driver().filter(Drivers.AGGREGATOR::equals).isPresent();
    if (safe.isEmpty() || !releases) {
      return plan;
    }
    Optional<GpioChip> chip = LiveGpio.below(kernel, plan.before().folder());
    List<SetLine> steps =
        SafeLine.of(chip, safe, force, notes).stream()
            .map(line -> new SetLine(plan.before(), line))
            .toList();
    return plan.first(steps);
  }
}
