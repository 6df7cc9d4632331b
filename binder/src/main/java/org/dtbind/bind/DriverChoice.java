// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.Rejections;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.SourceLines;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;

/** Chooses the driver for a device, or finds the reason why it cannot be bound. Only reads. */
record DriverChoice(
    ActualState actual, BindRequest request, LinuxDevice device, Optional<SourceLines> lines) {

  /** The requested driver; without one, gpio-aggregator if the device has lines. */
  Optional<String> driver() {
    return request.driver().or(this::byLines);
  }

  /** Whether the device is bound to a driver already. */
  boolean isBoundTo(String driver) {
    return device.driver().filter(driver::equals).isPresent();
  }

  /** Whether the override reserves the device for its driver. */
  boolean overrides() {
    return device.override().supported() && request.match() == BindRequest.Match.OVERRIDE;
  }

  private Optional<String> byLines() {
    boolean free =
        request.force()
            || device.driver().isEmpty()
            || device.driver().get().equals(Drivers.AGGREGATOR);
    return lines.isPresent() && free ? Optional.of(Drivers.AGGREGATOR) : Optional.empty();
  }

  /** The reason why no driver can be chosen if none is requested. */
  Problem none() {
    if (lines.isEmpty()) {
      return noLines(
          "so dtbind cannot choose a driver",
          "specify a driver with --driver, or add \"gpios\" to the node");
    }
    String holder = device.driver().orElse("no driver");
    return Drivers.isGeneric(holder)
        ? Problem.of(Reason.UNSUITABLE, "%s is bound to %s".formatted(device.text(), holder))
            .help("to bind it to gpio-aggregator, use --driver " + Drivers.AGGREGATOR)
        : Rejections.taken(device, holder);
  }

  Problem noLines(String reason, String help) {
    List<String> details =
        device
            .node()
            .flatMap(node -> actual.tree().lineage(node).node(node))
            .map(DtNode::properties)
            .orElse(List.of())
            .stream()
            .map(DtProperty::name)
            .filter(name -> name.endsWith("-gpios") || name.endsWith("-gpio"))
            .map(name -> "it has \"" + name + "\", which dtbind does not use here")
            .toList();
    return Problem.of(Reason.UNSUITABLE, "%s has no \"gpios\", %s".formatted(device.text(), reason))
        .details(details)
        .help(help);
  }
}
