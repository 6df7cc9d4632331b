// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.spec.Access;

/**
 * Everything that an export sets up on a target.
 *
 * @param devices devices that are bound or have an owner
 */
record TargetSetup(List<TargetDevice> devices, List<TargetAggregator> aggregators) {

  TargetSetup {
    devices = List.copyOf(devices);
    aggregators = List.copyOf(aggregators);
  }

  List<Access> accesses() {
    List<Access> all = new ArrayList<>();
    devices.forEach(device -> all.add(device.access()));
    aggregators.forEach(aggregator -> all.add(aggregator.access()));
    return all;
  }
}
