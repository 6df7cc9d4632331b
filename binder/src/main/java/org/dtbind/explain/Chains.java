// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.dtbind.device.DeviceFiles;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.device.PageSize;
import org.dtbind.device.Resolution;
import org.dtbind.explain.LiveChain.DeviceChain;
import org.dtbind.explain.LiveChain.Supply;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.linux.chain.ChainEnd.Link;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.uio.UioMappings;
import org.dtbind.tree.NodePath;

/** Builds chains from the state of a system. */
final class Chains {

  private static final String AGGREGATOR = GenericDriver.GPIO_AGGREGATOR.driver();

  private final LiveSystem system;
  private final Sysfs sysfs;
  private final UioMappings uio;

  Chains(LiveSystem system) {
    this.system = system;
    this.sysfs = system.kernel().sysfs();
    this.uio = new UioMappings(system::tree, () -> PageSize.of(sysfs));
  }

  LiveChain ofNode(NodePath path) {
    NodeChain node = NodeChain.of(system.tree(), path);
    List<DeviceChain> devices =
        system.snapshot().of(path).stream().map(device -> deviceChain(device)).toList();
    List<Supply> supplies = node.uses().stream().map(this::supply).toList();
    Optional<ChainEnd> end =
        devices.isEmpty()
            ? Optional.of(withoutDevice(node))
            : devices.stream()
                .flatMap(d -> end(d, Optional.of(node), supplies).stream())
                .findFirst();
    return new LiveChain(Optional.of(node), devices, supplies, end);
  }

  /** {@return the chain of a device that was not made of a node} */
  LiveChain ofDirectory(String directory) {
    List<DeviceChain> devices =
        system.snapshot().devices().stream()
            .filter(device -> device.directory().equals(directory))
            .map(this::deviceChain)
            .toList();
    Optional<ChainEnd> end =
        devices.isEmpty()
            ? Optional.of(
                new ChainEnd(
                    Link.FILE, directory + " does not belong to a device on a bus", List.of()))
            : devices.stream()
                .flatMap(d -> end(d, Optional.empty(), List.of()).stream())
                .findFirst();
    return new LiveChain(Optional.empty(), devices, List.of(), end);
  }

  private DeviceChain deviceChain(LinuxDevice device) {
    List<GpioChip> chips =
        system.gpio().chips().stream().filter(chip -> isOf(chip, device)).toList();
    TreeSet<String> files = new TreeSet<>(DeviceFiles.below(sysfs, device.directory()));
    DeviceFiles.ofGroup(sysfs, device.directory()).ifPresent(files::add);
    chips.forEach(chip -> files.add(chip.device()));
    return new DeviceChain(
        device,
        isChip(device) ? driverAbove(device) : device.driver(),
        Optional.ofNullable(system.deferred().get(device.name())),
        system.driverctl().of(device),
        List.copyOf(files),
        chips,
        uio.beyond(device.node(), device.driver()));
  }

  private static boolean isOf(GpioChip chip, LinuxDevice device) {
    return isChip(device)
        ? chip.name().equals(device.name())
        : chip.parent().filter(device.name()::equals).isPresent();
  }

  /**
   * A GPIO chip is a device on the bus {@code gpio}, registered by the driver of a device above it.
   */
  private static boolean isChip(LinuxDevice device) {
    return device.bus().equals("gpio");
  }

  private Optional<String> driverAbove(LinuxDevice device) {
    return system.snapshot().devices().stream()
        .filter(upper -> device.directory().startsWith(upper.directory() + "/"))
        .sorted(Comparator.comparing((LinuxDevice d) -> d.directory().length()).reversed())
        .flatMap(upper -> upper.driver().stream())
        .findFirst();
  }

  private Supply supply(LineUse use) {
    Optional<GpioChip> chip = system.gpio().of(use.controller());
    Optional<LiveGpio.Place> place =
        chip.flatMap(c -> use.offset().flatMap(c::line).map(line -> new LiveGpio.Place(c, line)));
    return new Supply(use, chip, place);
  }

  private ChainEnd withoutDevice(NodeChain node) {
    DeviceResolver resolver = new DeviceResolver(system.snapshot(), LiveTree.of(sysfs));
    Resolution resolution = resolver.resolve(node.node().text());
    return node.endWithoutDevice(
        resolution instanceof Resolution.NoDevice none ? none.reason() : node.population().text());
  }

  private Optional<ChainEnd> end(
      DeviceChain device, Optional<NodeChain> node, List<Supply> supplies) {
    if (device.driver().isEmpty()) {
      return Optional.of(withoutDriver(device, node, supplies));
    }
    Optional<Failure> closed =
        device.chips().stream().flatMap(chip -> chip.unreadable().stream()).findFirst();
    if (closed.isPresent()) {
      List<String> next =
          closed.get() instanceof Failure.Forbidden
              ? List.of("run this command as root, or as a member of the group that can read it")
              : List.of();
      return Optional.of(new ChainEnd(Link.FILE, closed.get().text(), next));
    }
    return device.files().isEmpty()
        ? Optional.of(
            new ChainEnd(
                Link.DRIVER,
                device.driver().get()
                    + " has not created a device node; most drivers do not create any",
                List.of()))
        : Optional.empty();
  }

  private ChainEnd withoutDriver(
      DeviceChain device, Optional<NodeChain> node, List<Supply> supplies) {
    String name = node.map(n -> n.node().text()).orElse(device.device().name());
    List<String> next = new ArrayList<>();
    List<NodePath> missing =
        supplies.stream()
            .filter(supply -> supply.chip().isEmpty() && !supply.use().isInterrupt())
            .map(supply -> supply.use().controller())
            .distinct()
            .toList();
    missing.forEach(controller -> next.add("to find out why: dtbind explain " + controller));
    if (device.waits().isPresent()) {
      String why = device.waits().get();
      return new ChainEnd(
          Link.DEVICE,
          "its driver has deferred probing" + (why.isEmpty() ? "" : ": " + why) + list(missing),
          next);
    }
    if (!missing.isEmpty()) {
      return new ChainEnd(Link.DEVICE, "no driver is bound to it" + list(missing), next);
    }
    Optional<String> kept = device.device().override().driver();
    if (kept.isPresent() && !hasDriver(device, kept.get())) {
      return new ChainEnd(
          Link.DEVICE,
          "it is reserved for the driver "
              + kept.get()
              + ", which this kernel does not currently have",
          List.of(
              "load the module of that driver: modprobe " + kept.get(),
              "or release the device: dtbind unbind " + name));
    }
    if (node.filter(NodeChain::canBeAggregated).isPresent()) {
      return hasDriver(device, AGGREGATOR)
          ? free(name, supplies)
          : new ChainEnd(
              Link.DEVICE,
              "no driver is bound to it, and this kernel does not currently have " + AGGREGATOR,
              List.of(
                  "run modprobe " + AGGREGATOR + ", or use a kernel with CONFIG_GPIO_AGGREGATOR"));
    }
    device
        .device()
        .modalias(sysfs)
        .filter(alias -> !alias.isEmpty())
        .ifPresent(alias -> next.add("if its driver is a module: modprobe '" + alias + "'"));
    next.add("if there is no driver for it: dtbind bind " + name + " --driver DRIVER");
    return new ChainEnd(Link.DEVICE, "no driver is bound to it", next);
  }

  /**
   * {@return the end of the chain of a device that can be bound to gpio-aggregator, once its lines
   * are free}
   */
  private static ChainEnd free(String name, List<Supply> supplies) {
    List<String> taken =
        supplies.stream()
            .filter(supply -> supply.use().aggregated())
            .filter(supply -> supply.place().filter(place -> place.line().used()).isPresent())
            .map(Chains::taken)
            .toList();
    String bind = "dtbind bind " + name;
    return taken.isEmpty()
        ? new ChainEnd(Link.DEVICE, "no driver is bound to it", List.of(bind))
        : new ChainEnd(
            Link.DEVICE,
            "no driver is bound to it, and " + String.join(", ", taken),
            List.of("when its lines are free: " + bind));
  }

  private static String taken(Supply supply) {
    String use = "%s[%d]".formatted(supply.use().property(), supply.use().index());
    Optional<String> consumer = supply.place().flatMap(place -> place.line().consumer());
    return use + " is used" + consumer.map(who -> " by " + who).orElse("");
  }

  private static String list(List<NodePath> missing) {
    return missing.isEmpty()
        ? ""
        : "; there is no GPIO chip for "
            + String.join(", ", missing.stream().map(NodePath::text).toList());
  }

  private boolean hasDriver(DeviceChain device, String driver) {
    return sysfs.exists(device.device().busDirectory() + "/drivers/" + driver);
  }
}
