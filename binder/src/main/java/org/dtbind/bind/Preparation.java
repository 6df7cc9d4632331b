// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.Outcome.Planned;
import org.dtbind.bind.Outcome.Reason;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.device.Resolution;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Sysfs;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * From a wish to a plan, or to the reason why there is none. Reads, and writes nothing.
 *
 * @param kernel to read
 */
record Preparation(Kernel kernel) {

  /** A name that no driver has; driverctl uses it in the same sense. */
  static final String NO_DRIVER = "none";

  /** A plan with steps, a device that is as wished already, or a rejection. */
  Outcome bind(BindRequest request) {
    Resolution resolution = resolve(request.device());
    if (!(resolution instanceof Resolution.Found found)) {
      return rejected(resolution);
    }
    LinuxDevice device = found.device();
    kernel.trace().decided("%s is the %s of %s".formatted(found.wanted(), found.by(), text(found)));
    Optional<SourceLines> lines = device.node().flatMap(node -> SourceLines.of(tree(), node));
    Optional<String> chosen = request.driver().or(() -> defaultDriver(device, lines));
    if (chosen.isEmpty()) {
      return noDefault(device, lines);
    }
    String driver = chosen.get();
    if (device.driver().equals(chosen)) {
      return Binder.already(kernel, device, notes(device, driver));
    }
    Optional<Rejected> no = unsuitable(request, device, driver, lines);
    if (no.isPresent()) {
      return no.get();
    }
    Optional<ExpectedChip> chip =
        driver.equals(Drivers.AGGREGATOR)
            ? lines.map(l -> new ExpectedChip(l.entries().size(), names(device)))
            : Optional.empty();
    return new Planned(Plan.of(device, chosen, chosen, chip));
  }

  /** A plan with steps, a device that is as wished already, or a rejection. */
  Outcome unbind(UnbindRequest request) {
    Resolution resolution = resolve(request.device());
    if (!(resolution instanceof Resolution.Found found)) {
      return rejected(resolution);
    }
    LinuxDevice device = found.device();
    boolean none = request.then() == Then.NONE;
    if (none && !device.override().supported()) {
      return noOverride(device);
    }
    Optional<Binding> binding = new Bindings(kernel.files()).of(device);
    Optional<String> override =
        none ? Optional.of(NO_DRIVER) : binding.flatMap(Binding::formerOverride);
    Optional<String> driver = none ? Optional.empty() : binding.flatMap(Binding::formerDriver);
    Optional<String> lost =
        driver.filter(name -> !Drivers.exists(kernel.sysfs(), device.bus(), name));
    if (lost.isPresent()) {
      Problem problem = Drivers.missing(kernel.sysfs(), device, lost.get());
      return new Rejected(
          Reason.DRIVER_MISSING,
          Problem.of("the former driver cannot come back: " + problem.message())
              .details(problem.details())
              .help("load its module, or leave the device without a driver by --none"),
          List.of());
    }
    Plan plan = Plan.of(device, driver, override, Optional.empty());
    return plan.steps().isEmpty() ? Binder.already(kernel, device, List.of()) : new Planned(plan);
  }

  private Resolution resolve(String wanted) {
    return new DeviceResolver(DeviceSnapshot.read(kernel.sysfs()), tree()).resolve(wanted);
  }

  private LiveTree tree() {
    return LiveTree.of(kernel.sysfs());
  }

  private static String text(Resolution.Found found) {
    return found.device().text();
  }

  private static Optional<String> defaultDriver(LinuxDevice device, Optional<SourceLines> lines) {
    boolean free = device.driver().isEmpty() || device.driver().get().equals(Drivers.AGGREGATOR);
    return lines.isPresent() && free ? Optional.of(Drivers.AGGREGATOR) : Optional.empty();
  }

  private Rejected noDefault(LinuxDevice device, Optional<SourceLines> lines) {
    if (lines.isEmpty()) {
      return noLines(
          device,
          "so there is no driver to choose by itself",
          "name a driver with --driver, or add \"gpios\" to the node");
    }
    return unsuitable(
        Problem.of(
                "%s is bound to %s".formatted(device.text(), device.driver().orElse("no driver")))
            .help("to take it from there, say --driver " + Drivers.AGGREGATOR));
  }

  private Rejected noLines(LinuxDevice device, String so, String help) {
    List<String> details =
        device
            .node()
            .flatMap(node -> tree().lineage(node).node(node))
            .map(DtNode::properties)
            .orElse(List.of())
            .stream()
            .map(DtProperty::name)
            .filter(name -> name.endsWith("-gpios") || name.endsWith("-gpio"))
            .map(name -> "it has \"" + name + "\", which does not count here")
            .toList();
    return unsuitable(
        Problem.of("%s has no \"gpios\", %s".formatted(device.text(), so))
            .details(details)
            .help(help));
  }

  private Optional<Rejected> unsuitable(
      BindRequest request, LinuxDevice device, String driver, Optional<SourceLines> lines) {
    Sysfs sysfs = kernel.sysfs();
    if (!Drivers.exists(sysfs, device.bus(), driver)) {
      return Optional.of(
          new Rejected(Reason.DRIVER_MISSING, Drivers.missing(sysfs, device, driver), List.of()));
    }
    if (!device.override().supported()) {
      return Optional.of(noOverride(device));
    }
    if (driver.equals(Drivers.AGGREGATOR) && lines.isEmpty()) {
      return Optional.of(
          noLines(device, "which gpio-aggregator makes its lines of", "add \"gpios\" to the node"));
    }
    if (!request.force() && !Drivers.generic().contains(driver)) {
      return Optional.of(
          unsuitable(
              Problem.of(
                      "%s is not known to suit any device; it would take %s without understanding it"
                          .formatted(driver, device.text()))
                  .help("if you are sure, say --force")));
    }
    return Optional.empty();
  }

  private static Rejected unsuitable(Problem problem) {
    return new Rejected(Reason.UNSUITABLE, problem, List.of());
  }

  private static Rejected noOverride(LinuxDevice device) {
    return new Rejected(
        Reason.UNSUPPORTED,
        Problem.of(
                "%s cannot be kept for a driver: bus %s has no driver_override"
                    .formatted(device.text(), device.bus()))
            .help("bind its parent or change its node's compatible"),
        List.of());
  }

  private List<String> names(LinuxDevice device) {
    return device
        .node()
        .flatMap(node -> tree().property(node, "gpio-line-names"))
        .flatMap(PropertyValue::strings)
        .orElse(List.of());
  }

  private static List<String> notes(LinuxDevice device, String driver) {
    return device.override().equals(new DriverOverride(true, Optional.of(driver)))
        ? List.of()
        : List.of("bound without an override: another driver that matches may take it later");
  }

  /** Why a word means no single device. */
  static Rejected rejected(Resolution resolution) {
    String wanted = resolution.wanted();
    if (resolution instanceof Resolution.Ambiguous ambiguous) {
      List<String> candidates =
          ambiguous.candidates().stream().map(d -> d.bus() + "/" + d.name()).toList();
      Problem problem =
          Problem.of("\"%s\" means %d devices".formatted(wanted, candidates.size()))
              .details(ambiguous.candidates().stream().map(LinuxDevice::text).toList())
              .help("say one of " + String.join(", ", candidates));
      return new Rejected(Reason.AMBIGUOUS, problem, candidates);
    }
    if (resolution instanceof Resolution.NoDevice none) {
      NodePath node = none.node();
      return new Rejected(
          Reason.NO_DEVICE,
          Problem.of("Linux has made no device of %s: %s".formatted(node, none.reason())),
          List.of());
    }
    List<String> near = ((Resolution.NotFound) resolution).near();
    Problem problem =
        Problem.of("no device is called \"%s\"".formatted(wanted))
            .help(
                near.isEmpty()
                    ? "dtbind devices lists them"
                    : "did you mean " + String.join(" or ", near) + "?");
    return new Rejected(Reason.NOT_FOUND, problem, near);
  }
}
