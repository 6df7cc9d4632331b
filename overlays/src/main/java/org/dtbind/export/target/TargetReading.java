// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.export.DeclaredTree;
import org.dtbind.export.ExportCode;
import org.dtbind.linux.KnownDriver;
import org.dtbind.linux.LineUses;
import org.dtbind.linux.NodeChain;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.Placed;
import org.dtbind.spec.Specification;
import org.dtbind.tree.NodePath;

/** Finds out what declared devices will be on the target. Confined to one thread. */
final class TargetReading {

  private final DeclaredTree declared;
  private final Map<NodePath, Population> populations;
  private final Origins origins;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final List<TargetDevice> devices = new ArrayList<>();

  TargetReading(Specification specification, DeclaredTree declared) {
    this.declared = declared;
    this.populations = Populations.of(declared.tree());
    this.origins = specification.origins();
    for (int i = 0; i < specification.devices().size(); i++) {
      device(specification.devices().get(i), declared.nodes().get(i)).ifPresent(devices::add);
    }
  }

  List<Diagnostic> problems() {
    return problems;
  }

  List<TargetDevice> devices() {
    return devices;
  }

  /** Empty where there is nothing to do for it, or where an error was said. */
  private Optional<TargetDevice> device(DeviceSpec spec, NodePath node) {
    boolean used =
        spec.access().owner().isPresent()
            || spec.access().group().isPresent()
            || spec.access().mode().isPresent()
            || spec.access().link().isPresent();
    if (spec.bind().isEmpty() && !used) {
      return Optional.empty();
    }
    Population population =
        Optional.ofNullable(populations.get(node))
            .orElseGet(() -> new Population.None(Population.Reason.NO_NODE, node, ""));
    if (population instanceof Population.None none) {
      fail(
          ExportCode.BECOMES_NO_DEVICE,
          spec.node().span(),
          "Linux makes no device of %s: %s".formatted(node, none.text()),
          "it cannot be bound there: choose another 'parent', or see dtbind devices --tree");
      return Optional.empty();
    }
    List<Population.Device> possible = NodeChain.devices(population);
    Optional<KnownDriver> known = spec.bind().map(Placed::value).flatMap(KnownDriver::named);
    Set<String> buses = new HashSet<>(possible.stream().map(Population.Device::bus).toList());
    known.map(KnownDriver::bus).filter(bus -> buses.isEmpty()).ifPresent(buses::add);
    if (buses.size() != 1) {
      fail(
          ExportCode.UNKNOWN_BUS,
          spec.node().span(),
          "it cannot be told on which bus %s will be: it %s".formatted(node, population.text()),
          "bind it on the target, with dtbind bind");
      return Optional.empty();
    }
    String bus = buses.iterator().next();
    if (known.isPresent() && !known.get().bus().equals(bus)) {
      fail(
          ExportCode.WRONG_BUS,
          spec.bind().orElseThrow().span(),
          "%s is a driver for %s devices, and %s becomes one of the %s bus"
              .formatted(spec.bind().get(), known.get().bus(), node, bus),
          "choose a driver for that bus");
      return Optional.empty();
    }
    List<String> names = possible.stream().map(Population.Device::name).distinct().toList();
    return Optional.of(
        new TargetDevice(
            node,
            bus,
            names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty(),
            spec.bind().map(Placed::value),
            suppliers(node),
            spec.access()));
  }

  private List<NodePath> suppliers(NodePath node) {
    return LineUses.of(declared.tree()).stream()
        .filter(use -> use.node().equals(node) && !use.hog())
        .map(use -> use.controller())
        .distinct()
        .toList();
  }

  private void fail(ExportCode code, Span span, String message, String help) {
    problems.add(Diagnostic.error(code, origins, span, message).help(help));
  }
}
