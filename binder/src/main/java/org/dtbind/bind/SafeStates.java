// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.Step.SetLine;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.SafeState;

/**
 * What lines are set to before their chip goes. That is done through the chip: while it is there,
 * nobody else can have the lines that it is made of.
 *
 * @param kernel of the system
 */
record SafeStates(Kernel kernel) {

  /**
   * {@return a plan that first sets the lines, where it takes the device from gpio-aggregator}
   *
   * @param plan that may release the device
   * @param binding what dtbind has done to the device
   * @param force whether to release it though a line is in use
   * @param notes what cannot be done is added
   */
  Plan first(Plan plan, Optional<Binding> binding, boolean force, List<String> notes) {
    Map<Integer, SafeState> safe = binding.map(Binding::safe).orElse(Map.of());
    boolean releases =
        plan.releases() && plan.before().driver().filter(Drivers.AGGREGATOR::equals).isPresent();
    if (safe.isEmpty() || !releases) {
      return plan;
    }
    Optional<GpioChip> chip = LiveGpio.below(kernel, plan.before().folder());
    List<SetLine> steps = new ArrayList<>();
    for (Map.Entry<Integer, SafeState> each : safe.entrySet()) {
      int line = each.getKey();
      if (chip.isEmpty() || line >= chip.get().lines().size()) {
        notes.add("there is no line %d to set %s".formatted(line, each.getValue().text()));
      } else if (force && chip.get().lines().get(line).used()) {
        notes.add("line %d is in use, and not set %s".formatted(line, each.getValue().text()));
      } else {
        steps.add(new SetLine(plan.before(), chip.get().device(), line, each.getValue()));
      }
    }
    return plan.first(steps);
  }
}
