// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.Outcome;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.device.LinuxDevice;

/**
 * Changes several devices: all of them, or none. The first that fails ends it, and those that were
 * changed before are brought back, the last one first.
 */
final class Together {

  /** A device that was changed, as it was before. */
  private record Changed(String wanted, LinuxDevice before) {}

  private final Binder binder;
  private final OutcomeOutput output;
  private final Deque<Changed> changed = new ArrayDeque<>();
  private final List<String> modules = new ArrayList<>();

  /**
   * Creates it.
   *
   * @param binder that changes them
   * @param output is told what came of each
   */
  Together(Binder binder, OutcomeOutput output) {
    this.binder = binder;
    this.output = output;
  }

  /**
   * Changes devices.
   *
   * @param devices in order
   * @param plan what would be done to one
   * @param change does it
   * @return the exit code
   * @throws IOException where the output cannot be written
   */
  int change(List<String> devices, Function<String, Outcome> plan, Function<String, Outcome> change)
      throws IOException {
    for (int i = 0; i < devices.size(); i++) {
      String device = devices.get(i);
      boolean last = i + 1 == devices.size();
      Optional<LinuxDevice> before = last ? Optional.empty() : before(plan.apply(device));
      Outcome outcome = change.apply(device);
      if (!output.add(device, outcome)) {
        changed.forEach(this::bringBack);
        binder.unload(modules).forEach(output::stays);
        devices.subList(i + 1, devices.size()).forEach(output::notTried);
        break;
      }
      if (outcome instanceof Outcome.Done done && !done.already()) {
        before.ifPresent(as -> changed.push(new Changed(device, as)));
        modules.addAll(done.modules());
      }
    }
    return output.end();
  }

  private static Optional<LinuxDevice> before(Outcome planned) {
    return planned instanceof Outcome.Planned p ? Optional.of(p.plan().before()) : Optional.empty();
  }

  private void bringBack(Changed device) {
    // Whoever is told to stop brings back all the same.
    Binder steady = new Binder(binder.kernel());
    LinuxDevice before = device.before();
    Outcome back = steady.unbind(UnbindRequest.of(device.wanted()));
    if (before.driver().isPresent() && !isAs(before, back)) {
      // It was dtbind's before, too: what unbind brings back is what was before that.
      BindRequest again = BindRequest.of(device.wanted()).withDriver(before.driver().get());
      back = steady.bind(again.forced());
    }
    output.broughtBack(device.wanted(), before, back, isAs(before, back));
  }

  private static boolean isAs(LinuxDevice before, Outcome now) {
    return now instanceof Outcome.Done done
        && done.device().driver().equals(before.driver())
        && done.device().override().equals(before.override());
  }
}
