// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.device.KernelModules;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveKernel;
import org.dtbind.explain.Probe.Verdict;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.DefaultBuses;
import org.dtbind.linux.Population;
import org.dtbind.linux.Population.Depends;
import org.dtbind.linux.Population.Device;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Populations;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Computes the verdict of each node once, because the verdict of a node can depend on those of its
 * suppliers and its parent.
 */
final class ProbeRules {

  /** Buses whose controllers create a device for each child node. */
  private static final Set<String> CONTROLLED = Set.of("spi", "i2c", "mdio_bus");

  /** Real chains of suppliers have a few links. A chain is followed recursively. */
  private static final int MOST_WAITING = 100;

  /** A reason contains the reasons of all suppliers in the chain. */
  private static final int LONGEST_REASON = 2_000;

  private final LiveSystem system;
  private final Sysfs sysfs;
  private final Suppliers suppliers;
  private final Map<NodePath, Population> populations;
  private final Map<NodePath, List<LinuxDevice>> devices;
  private final KernelModules.Aliases aliases;
  private final Set<String> loaded;
  private final Set<String> compatibles;
  private final Map<NodePath, Probe> known = new HashMap<>();
  private final Set<NodePath> open = new HashSet<>();

  ProbeRules(LiveSystem system, Set<String> compatibles) {
    this.system = system;
    this.sysfs = system.kernel().sysfs();
    this.suppliers = new Suppliers(system);
    this.populations = Populations.of(system.tree(), LiveKernel.of(sysfs));
    this.devices = system.snapshot().byNode();
    KernelModules modules = KernelModules.of(system.kernel());
    this.aliases = modules.aliases();
    this.loaded = Set.copyOf(modules.loaded().keySet());
    this.compatibles = Set.copyOf(compatibles);
  }

  Probe of(NodePath node) {
    Probe before = known.get(node);
    if (before != null) {
      return before;
    }
    if (!open.add(node)) {
      return missing(node, "it waits for a node that waits for this one");
    }
    Probe probe = judge(node);
    open.remove(node);
    known.put(node, probe);
    return probe;
  }

  private Probe judge(NodePath node) {
    List<LinuxDevice> all = devices.getOrDefault(node, List.of());
    for (LinuxDevice device : all) {
      if (device.driver().isPresent()) {
        String text =
            "driver %s is bound to device %s".formatted(device.driver().get(), device.name());
        return new Probe(node, Verdict.BOUND, text, node);
      }
    }
    return all.isEmpty() ? withoutDevice(node) : withoutDriver(node, all.get(0));
  }

  private Probe withoutDriver(NodePath node, LinuxDevice device) {
    Optional<String> waits = Optional.ofNullable(system.deferred().get(device.name()));
    Optional<String> driver = waits.isPresent() ? Optional.of("its driver") : claimed(node, device);
    if (driver.isPresent()) {
      List<NodePath> missing = suppliers.of(device, node);
      if (!missing.isEmpty()) {
        return waiting(node, missing.get(0));
      }
    }
    if (waits.isPresent()) {
      String why = waits.get().isEmpty() ? "the kernel does not say why" : waits.get();
      return missing(node, "its driver has deferred probing: " + why);
    }
    Optional<String> kept = device.override().driver();
    if (kept.isPresent()) {
      return missing(
          node,
          "the driver %s, for which it is reserved, has not bound to it".formatted(kept.get()));
    }
    return driver
        .map(text -> missing(node, text + " has not bound to it"))
        .orElseGet(
            () ->
                new Probe(
                    node,
                    Verdict.SKIPPED,
                    "dtbind does not know of a driver for it in this kernel",
                    node));
  }

  /**
   * {@return the driver that should be bound to a device; empty if nothing shows that there is such
   * a driver}
   */
  private Optional<String> claimed(NodePath node, LinuxDevice device) {
    if (system.tree().node(node).filter(ProbeRules::needsNoDriver).isPresent()) {
      return Optional.empty();
    }
    Optional<KernelModules.Claim> claim =
        device.modalias(sysfs).filter(alias -> !alias.isEmpty()).stream()
            .flatMap(alias -> aliases.claims(alias).stream())
            .findFirst();
    if (claim.isPresent()) {
      String module = claim.get().module();
      boolean present = claim.get().builtIn() || loaded.contains(module.replace('-', '_'));
      return Optional.of(
          present
              ? "the driver in " + module
              : "the driver in module " + module + ", which is not loaded,");
    }
    return system.tree().node(node).map(DtNode::compatible).orElse(List.of()).stream()
        .filter(compatibles::contains)
        .findFirst()
        .map(text -> "the driver for \"" + text + "\"");
  }

  private static boolean needsNoDriver(DtNode node) {
    return DefaultBuses.contains(node) || node.compatible().contains("syscon");
  }

  private Probe waiting(NodePath node, NodePath supplier) {
    if (open.size() > MOST_WAITING) {
      return missing(node, "it waits for " + supplier);
    }
    Probe root = of(supplier);
    String text =
        root.verdict() == Verdict.BOUND
            ? "it waits for %s, which has a driver".formatted(supplier)
            : root.reason().length() > LONGEST_REASON
                ? "it waits for " + supplier
                : "it waits for %s: %s".formatted(supplier, root.reason());
    return new Probe(node, Verdict.MISSING, text, root.cause());
  }

  private Probe withoutDevice(NodePath node) {
    Population predicted = populations.get(node);
    if (predicted instanceof None none) {
      boolean wrong =
          switch (none.reason()) {
            case NAME_TAKEN,
                NAME_OF_FILE,
                NO_ADDRESS,
                NO_BUS_ADDRESS,
                BUS_ADDRESS_TAKEN,
                NO_NUMBER,
                ADDRESS_TAKEN ->
                true;
            default -> false;
          };
      Verdict verdict = wrong ? Verdict.MISSING : Verdict.SKIPPED;
      return new Probe(node, verdict, none.text(), none.cause());
    }
    if (predicted instanceof Depends depends) {
      return child(node, depends);
    }
    // A tree may describe more processors than the system uses.
    if (predicted instanceof Device device && !device.bus().equals("cpu")) {
      return missing(node, "Linux has not created its device: it " + device.text());
    }
    String text = predicted == null ? "it does not become a device" : predicted.text();
    return new Probe(node, Verdict.SKIPPED, text, node);
  }

  private Probe child(NodePath node, Depends depends) {
    NodePath parent = depends.parent();
    Probe above = of(parent);
    return switch (above.verdict()) {
      case MISSING ->
          new Probe(
              node,
              Verdict.MISSING,
              "%s would create its device, but has no driver".formatted(parent),
              above.cause());
      case SKIPPED -> new Probe(node, Verdict.SKIPPED, depends.text(), above.cause());
      case BOUND ->
          depends.device().filter(device -> CONTROLLED.contains(device.bus())).isPresent()
              ? missing(node, "the driver of %s has not created its device".formatted(parent))
              : new Probe(
                  node, Verdict.SKIPPED, "the driver of %s uses it".formatted(parent), parent);
    };
  }

  private static Probe missing(NodePath node, String text) {
    return new Probe(node, Verdict.MISSING, text, node);
  }
}
