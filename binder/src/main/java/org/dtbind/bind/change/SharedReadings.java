// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.gpio.ChipDirectories;
import org.dtbind.kernel.Kernel;

/** What is read once for all devices of a change. Confined to one thread. */
public final class SharedReadings {

  private final Kernel kernel;
  private final long chips;
  private final Map<String, List<String>> drivers = new HashMap<>();
  private Optional<ChipDirectories> directories = Optional.empty();

  public SharedReadings(Kernel kernel, List<DevicePlan> plans) {
    this.kernel = kernel;
    this.chips = plans.stream().filter(each -> each.plan().chip().isPresent()).count();
  }

  /** {@return the drivers on a bus, as they were at the first call for that bus} */
  List<String> drivers(String bus) {
    return drivers.computeIfAbsent(bus, any -> Drivers.of(kernel, bus));
  }

  /** {@return the directories of GPIO chips, as they were at the first call} */
  ChipDirectories chips() {
    ChipDirectories found = directories.orElseGet(() -> ChipDirectories.of(kernel, chips));
    directories = Optional.of(found);
    return found;
  }
}
