// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.aggregator.DeclaredAggregators;
import org.dtbind.bind.plan.DeviceNodes;
import org.dtbind.bind.plan.Rejections;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.Bindings;
import org.dtbind.bind.record.PersistentBinding;
import org.dtbind.bind.record.PersistentBindings;
import org.dtbind.bind.record.Recorded;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.Recovery;
import org.dtbind.change.boot.BootUnit;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.device.Deferrals;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.DriverctlOverrides;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.device.Resolution;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Access;

/**
 * The current state of devices, compared with the state that dtbind established.
 *
 * @param aggregators one status for each aggregator; empty if devices are named
 * @param problems what else is not as intended, such as names that do not refer to a single device,
 *     and records that cannot be read
 */
public record StatusReport(
    List<Status> statuses, List<AggregatorStatus> aggregators, List<NamedProblem> problems) {

  /** The states that count as no drift. */
  private static final Set<Status.State> AS_LEFT =
      EnumSet.of(Status.State.BOUND, Status.State.UNBOUND, Status.State.KEPT);

  /** Copies the lists. */
  public StatusReport {
    statuses = List.copyOf(statuses);
    aggregators = List.copyOf(aggregators);
    problems = List.copyOf(problems);
  }

  /**
   * {@return the first problem that is no drift, such as an unknown device or an unreadable record;
   * otherwise drift, if there is any; otherwise done}
   */
  public ExitStatus exit() {
    boolean all = problems.isEmpty();
    all &= statuses.stream().map(Status::state).allMatch(AS_LEFT::contains);
    all &= aggregators.stream().allMatch(one -> one.state() == AggregatorStatus.State.MADE);
    return problems.stream()
        .map(one -> one.why().exit())
        .filter(exit -> exit != ExitStatus.DRIFT)
        .findFirst()
        .orElse(all ? ExitStatus.DONE : ExitStatus.DRIFT);
  }

  /**
   * A problem of something that has no status.
   *
   * @param subject what it is, in words that stay the same while the problem does: the device's
   *     name as given, the path of a file, or a name such as {@code journal}
   */
  public record NamedProblem(String subject, Problem why) {}

  /** The settings for each boot in the files of dtbind and driverctl. */
  private record Configured(PersistentBindings persistent, DriverctlOverrides driverctl) {
    static Configured read(Kernel kernel) {
      return new Configured(
          PersistentBindings.read(kernel.files()), DriverctlOverrides.read(kernel.files()));
    }
  }

  /**
   * A declared device.
   *
   * @param driver the declared driver; empty if the device is to keep its driver
   * @param access the declared owner, group, mode and link of its nodes
   */
  public record Wanted(Optional<String> driver, Access access) {}

  /**
   * A declaration, located in a system.
   *
   * @param devices the declared devices, by {@code BUS/DEVICE}
   * @param problems why the other devices were not found
   */
  public record Declared(
      Map<String, Wanted> devices, DeclaredAggregators aggregators, List<NamedProblem> problems) {

    /** Copies the map and the list. */
    public Declared {
      devices = Map.copyOf(devices);
      problems = List.copyOf(problems);
    }
  }

  /**
   * {@return the changes that dtbind made to devices, compared with the current state}
   *
   * @param wanted the devices; empty for all that dtbind has bound and all that have an override
   */
  public static StatusReport read(Kernel kernel, List<String> wanted) {
    DeviceSnapshot snapshot = DeviceSnapshot.read(kernel.sysfs());
    Map<String, String> deferred = Deferrals.read(kernel.sysfs());
    StatusReport report =
        wanted.isEmpty()
            ? all(kernel, snapshot, deferred, Map.of())
                .with(DeclaredAggregators.none().status(kernel))
            : some(kernel, snapshot, deferred, wanted);
    return report.and(interrupted(kernel));
  }

  /**
   * {@return the state of devices and aggregators, compared with their declaration}
   *
   * @param locate finds the declared devices in the system
   */
  public static StatusReport read(Kernel kernel, Function<DeviceResolver, Declared> locate) {
    DeviceSnapshot snapshot = DeviceSnapshot.read(kernel.sysfs());
    List<NamedProblem> problems = new ArrayList<>(interrupted(kernel));
    Declared declared = locate.apply(new DeviceResolver(snapshot, LiveTree.of(kernel.sysfs())));
    problems.addAll(declared.problems());
    return all(kernel, snapshot, Deferrals.read(kernel.sysfs()), declared.devices())
        .with(declared.aggregators().status(kernel))
        .and(problems);
  }

  private StatusReport and(List<NamedProblem> more) {
    List<NamedProblem> all = new ArrayList<>(more);
    all.addAll(problems);
    return new StatusReport(statuses, aggregators, all);
  }

  private StatusReport with(List<AggregatorStatus> all) {
    return new StatusReport(statuses, all, problems);
  }

  /** The problem if the process that wrote the journal has ended. */
  private static List<NamedProblem> interrupted(Kernel kernel) {
    return Recovery.worker(kernel).isPresent()
        ? List.of()
        : Recovery.interrupted(kernel).stream()
            .map(why -> new NamedProblem("journal", why))
            .toList();
  }

  private static StatusReport all(
      Kernel kernel,
      DeviceSnapshot snapshot,
      Map<String, String> deferred,
      Map<String, Wanted> declared) {
    List<Recorded> recorded = new Bindings(kernel.files()).all();
    Configured configured = Configured.read(kernel);
    Map<String, Binding> bindings = new LinkedHashMap<>();
    configured.persistent().known().forEach((id, one) -> bindings.put(id, one.binding()));
    recorded.stream()
        .flatMap(one -> one.known().stream())
        .forEach(binding -> bindings.put(binding.id(), binding));
    List<Status> statuses = new ArrayList<>();
    for (LinuxDevice device : snapshot.devices()) {
      Optional<Binding> binding = Optional.ofNullable(bindings.remove(device.id()));
      Optional<Wanted> driver = Optional.ofNullable(declared.get(device.id()));
      if (driver.isPresent() || binding.isPresent() || device.override().driver().isPresent()) {
        statuses.add(status(kernel, device, driver, binding, configured, deferred));
      }
    }
    for (Binding gone : bindings.values()) {
      Optional<String> atBoot = configured.persistent().driver(gone.bus(), gone.device());
      statuses.add(new Status.Gone(gone, atBoot));
    }
    KeptPatterns.all(kernel.files()).forEach(word -> statuses.add(kept(word)));
    List<NamedProblem> unclear = new ArrayList<>();
    recorded.forEach(one -> unclear(one).ifPresent(unclear::add));
    configured
        .persistent()
        .unclear()
        .forEach(path -> unclear.add(new NamedProblem(path, PersistentBindings.unclear(path))));
    return new StatusReport(statuses, List.of(), unclear);
  }

  private static Optional<NamedProblem> unclear(Recorded recorded) {
    return recorded instanceof Recorded.Unclear unclear
        ? Optional.of(new NamedProblem(unclear.path(), unclear.why()))
        : Optional.empty();
  }

  private static StatusReport some(
      Kernel kernel, DeviceSnapshot snapshot, Map<String, String> deferred, List<String> wanted) {
    Bindings bindings = new Bindings(kernel.files());
    Configured configured = Configured.read(kernel);
    DeviceResolver resolver = new DeviceResolver(snapshot, LiveTree.of(kernel.sysfs()));
    List<Status> statuses = new ArrayList<>();
    List<NamedProblem> problems = new ArrayList<>();
    for (String word : wanted) {
      Resolution resolution = resolver.resolve(word);
      if (resolution instanceof Resolution.Found found) {
        Recorded recorded = bindings.of(found.device());
        unclear(recorded).ifPresent(problems::add);
        Optional<Binding> binding =
            recorded
                .known()
                .or(
                    () ->
                        configured.persistent().of(found.device()).map(PersistentBinding::binding));
        statuses.add(
            status(kernel, found.device(), Optional.empty(), binding, configured, deferred));
      } else {
        problems.add(new NamedProblem(word, Rejections.noSingle(resolution)));
      }
    }
    return new StatusReport(statuses, List.of(), problems);
  }

  private static Status status(
      Kernel kernel,
      LinuxDevice device,
      Optional<Wanted> declared,
      Optional<Binding> binding,
      Configured configured,
      Map<String, String> deferred) {
    Optional<String> atBoot = configured.persistent().driver(device.bus(), device.name());
    return new Status.Present(
        device,
        declared.flatMap(Wanted::driver),
        binding,
        LiveGpio.below(kernel, device.directory()),
        Optional.ofNullable(deferred.get(device.name())),
        configured.driverctl().of(device),
        atBoot,
        drift(kernel, device, declared, access(device, declared, binding), atBoot));
  }

  /** The access settings that the device's nodes should have. */
  private static Access access(
      LinuxDevice device, Optional<Wanted> declared, Optional<Binding> binding) {
    if (declared.isPresent()) {
      return declared.get().access();
    }
    return binding.isPresent() && binding.get().driver().equals(device.driver())
        ? binding.get().access()
        : Access.NONE;
  }

  private static Optional<String> drift(
      Kernel kernel,
      LinuxDevice device,
      Optional<Wanted> declared,
      Access access,
      Optional<String> atBoot) {
    Optional<String> owner = node(kernel, device, access);
    if (owner.isPresent()) {
      return owner;
    }
    boolean keepsDriver = declared.isPresent() && declared.get().driver().isEmpty();
    if (keepsDriver && DeviceNodes.of(kernel, device).isEmpty()) {
      return Optional.of("it has no device node whose owner could be set");
    }
    return atBoot.isPresent() ? BootUnit.DEVICES.disabled(kernel.files()) : Optional.empty();
  }

  /**
   * The difference of a node's owner from the intended one; empty while the device has no driver.
   */
  private static Optional<String> node(Kernel kernel, LinuxDevice device, Access access) {
    return access.isSpecified() && device.driver().isPresent()
        ? DeviceNodes.of(kernel, device).stream()
            .flatMap(node -> NodeGrant.of(kernel, node, access).explained().stream())
            .findFirst()
        : Optional.empty();
  }

  private static Status kept(String word) {
    int colon = word.indexOf(':');
    return new Status.Kept(word.substring(0, Math.max(colon, 0)), word.substring(colon + 1));
  }
}
