// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.spec.Access;

/**
 * All that a target is to do.
 *
 * @param devices to be bound, or to be given to somebody
 */
record Target(List<TargetDevice> devices, List<TargetAggregator> aggregators) {

  Target {
    devices = List.copyOf(devices);
    aggregators = List.copyOf(aggregators);
  }

  /** {@return who may use what, in order} */
  List<Access> accesses() {
    List<Access> all = new ArrayList<>();
    devices.forEach(device -> all.add(device.access()));
    aggregators.forEach(aggregator -> all.add(aggregator.access()));
    return all;
  }
}
