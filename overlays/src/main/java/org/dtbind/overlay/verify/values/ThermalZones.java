// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.values;

import java.util.List;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.Release;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.NodePath;

/**
 * Checks that thermal zones have trip points. Linux 6.1 registers no zone without a node {@code
 * trips}, and the sensor's driver fails (drivers/thermal/thermal_of.c, {@code
 * thermal_of_trips_init()}); Linux 7.2 does without.
 */
public record ThermalZones(Stack stack) {

  private static final NodePath ZONES = NodePath.ROOT.child("thermal-zones");
  private static final Release OLD = new Release(6, 1);

  public List<Diagnostic> problems() {
    boolean old =
        stack.kernel().release().filter(release -> release.compareTo(OLD) <= 0).isPresent();
    return !old || !stack.merged().isAvailable(ZONES)
        ? List.of()
        : stack.merged().at(ZONES).orElseThrow().children().stream()
            .filter(zone -> zone.isAvailable() && zone.child("trips").isEmpty())
            .map(zone -> ZONES.child(zone.name()))
            .filter(path -> stack.isNew(path, List.of("thermal-sensors")))
            .map(this::problem)
            .toList();
  }

  private Diagnostic problem(NodePath path) {
    return stack
        .warning(
            VerifyCode.ZONE_WITHOUT_TRIPS,
            stack.place(path),
            Subject.of(path),
            Message.of(
                "Linux {release} does not register this thermal zone, because it has no node"
                    + " 'trips', and the driver of its sensor fails",
                stack.kernel().release().orElseThrow()))
        .help("add a node 'trips' with at least one trip point");
  }
}
