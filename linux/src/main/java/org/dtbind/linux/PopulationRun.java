// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.linux.KernelDriver.DriverKind;
import org.dtbind.linux.Population.Depends;
import org.dtbind.linux.Population.Device;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Simulates how the kernel populates the tree at boot, under given assumptions
 * (drivers/of/platform.c, {@code of_platform_default_populate_init()}). The order is that of the
 * kernel: listed nodes of reserved memory, {@code /firmware}, the framebuffer of {@code /chosen},
 * everything from the root, then the children that drivers populate.
 */
final class PopulationRun {

  static final List<String> AMBA_BUS = List.of("arm,amba-bus");

  /** The kernel's {@code of_skipped_node_table}. */
  private static final List<String> SKIPPED = List.of("operating-points-v2");

  private static final List<String> PRIMECELL = List.of("arm,primecell");

  private static final List<String> FRAMEBUFFER = List.of("simple-framebuffer");

  /** The drivers that only drive a bus, all of whose child nodes are devices. */
  private static final List<String> ADAPTERS =
      List.of("drivers/i2c/busses/", "drivers/i2c/muxes/", "drivers/spi/");

  /** The kernel's {@code reserved_mem_matches}, which is equal in Linux 6.1 and 7.2. */
  static final List<String> RESERVED_MEMORY =
      List.of(
          "phram",
          "qcom,rmtfs-mem",
          "qcom,cmd-db",
          "qcom,smem",
          "ramoops",
          "nvmem-rmem",
          "google,open-dice");

  /**
   * A driver that decides, in a way that is not certain, whether nodes below its node become
   * devices.
   */
  record Undecided(NodePath parent, String compatible, List<KernelDriver> drivers) {}

  /**
   * A device whose driver has yet to populate the children.
   *
   * @param under the uncertain driver above the device, if any
   */
  private record Waiting(NodePath node, Optional<Undecided> under) {}

  private final Nodes nodes;
  private final Assumptions assumed;
  private final Set<NodePath> late;
  private final Rules rules;
  private final DeviceNames names;
  private final DeviceDirectories directories;
  private final Map<NodePath, Population> results = new HashMap<>();
  private final Set<NodePath> made = new HashSet<>();
  private final Set<NodePath> populated = new HashSet<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** Multiplexers, whose drivers wait for another bus. */
  private final Deque<Waiting> multiplexers = new ArrayDeque<>();

  /** The devices at the addresses or chip selects of each bus. */
  private final Map<NodePath, Map<Integer, NodePath>> addresses = new HashMap<>();

  /**
   * Creates a run.
   *
   * @param late nodes that the tree has only after the kernel has set up clocks and interrupt
   *     controllers
   */
  PopulationRun(Nodes nodes, Assumptions assumed, Set<NodePath> late) {
    this.nodes = nodes;
    this.assumed = assumed;
    this.late = late;
    boolean pci = !nodes.anyLooksLikePci() || assumed.builtIn("PCI");
    this.rules = assumed.rules(pci);
    this.names = new DeviceNames(nodes, rules);
    this.directories = new DeviceDirectories(assumed);
  }

  /** Returns the results for every node except the root, in the order of the tree. */
  Map<NodePath, Population> run() {
    new Processors(nodes, assumed).all().forEach(results::put);
    nodes.forEach(
        (path, node) -> {
          if (!path.isRoot()
              && rules.isCompatible(node, RESERVED_MEMORY)
              && (nodes.parent(path).text().equals("/reserved-memory") || !rules.recent())) {
            platform(path, NodePath.ROOT, Optional.empty());
          }
        });
    NodePath firmware = NodePath.ROOT.child("firmware");
    if (nodes.find(firmware).isPresent()) {
      children(firmware, NodePath.ROOT, true, Optional.empty());
    }
    framebuffer().ifPresent(path -> platform(path, NodePath.ROOT, Optional.empty()));
    children(NodePath.ROOT, NodePath.ROOT, true, Optional.empty());
    while (!waiting.isEmpty() || !multiplexers.isEmpty()) {
      Waiting next = waiting.isEmpty() ? multiplexers.remove() : waiting.remove();
      driver(next.node(), next.under());
    }
    return new Unvisited(nodes, rules).fill(results);
  }

  /**
   * Follows {@code of_get_compatible_child()}: only the first match counts, even if it is disabled.
   */
  private Optional<NodePath> framebuffer() {
    NodePath chosen = NodePath.ROOT.child("chosen");
    return nodes.find(chosen).stream()
        .flatMap(node -> node.children().stream())
        .filter(child -> rules.isCompatible(child, FRAMEBUFFER))
        .map(child -> chosen.child(child.name()))
        .findFirst();
  }

  /**
   * Follows the kernel's {@code of_platform_populate()}.
   *
   * @param directory path of the parent device; the root for {@code /sys/devices/platform}
   * @param buses whether to populate buses among the children, too
   */
  private void children(
      NodePath parent, NodePath directory, boolean buses, Optional<Undecided> undecided) {
    for (NodePath child : nodes.children(parent)) {
      create(child, directory, buses, undecided);
    }
    populated.add(parent);
  }

  /** Follows the kernel's {@code of_platform_bus_create()}. */
  private void create(
      NodePath path, NodePath directory, boolean buses, Optional<Undecided> undecided) {
    DtNode node = nodes.at(path);
    List<String> compatible = rules.compatible(node);
    if (node.property("compatible").isEmpty()) {
      results.putIfAbsent(path, new None(Reason.NO_COMPATIBLE, path, ""));
    } else if (Rules.isCompatible(compatible, SKIPPED)) {
      results.putIfAbsent(path, new None(Reason.SKIPPED, path, SKIPPED.get(0)));
    } else if (populated.contains(path)) {
      results.putIfAbsent(path, new None(Reason.POPULATED, path, ""));
    } else if (Rules.isCompatible(compatible, PRIMECELL)) {
      amba(path, directory, undecided);
    } else if (platform(path, directory, undecided) && buses && isBus(compatible)) {
      children(path, path, true, undecided);
    }
  }

  private boolean isBus(List<String> compatible) {
    return Rules.isCompatible(compatible, DefaultBuses.COMPATIBLES)
        || Rules.isCompatible(compatible, AMBA_BUS) && assumed.builtIn("ARM_AMBA");
  }

  /**
   * Follows {@code of_platform_device_create_pdata()}. Returns whether the node became a device.
   */
  private boolean platform(NodePath path, NodePath directory, Optional<Undecided> undecided) {
    DtNode node = nodes.at(path);
    Optional<String> unavailable = rules.unavailable(node);
    if (unavailable.isPresent()) {
      results.putIfAbsent(path, None.ofStatus(path, unavailable.get()));
      return false;
    }
    if (made.contains(path)) {
      return false;
    }
    Optional<KernelDriver> early = late.contains(path) ? Optional.empty() : early(node);
    if (early.isPresent()) {
      results.put(path, new None(Reason.CLAIMED, path, early.get().file()));
      return false;
    }
    return register(path, new Device("platform", names.platform(path)), directory, undecided);
  }

  /**
   * Finds the driver that claimed the node in {@code of_clk_init()} or {@code of_irq_init()}, which
   * run before devices are created.
   */
  private Optional<KernelDriver> early(DtNode node) {
    List<KernelDriver> known = KernelTables.early().of(rules.compatible(node));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    boolean controller = node.property("interrupt-controller").isPresent();
    return known.stream()
        .filter(driver -> driver.kind() != DriverKind.IRQ || controller)
        .filter(assumed::mayHave)
        .filter(driver -> assumed.builtIn(driver.configuration()))
        .findFirst();
  }

  /** Follows the kernel's {@code of_amba_device_create()}. */
  private void amba(NodePath path, NodePath directory, Optional<Undecided> undecided) {
    Optional<String> unavailable = rules.unavailable(nodes.at(path));
    if (made.contains(path)) {
      return;
    }
    if (unavailable.isPresent()) {
      results.put(path, None.ofStatus(path, unavailable.get()));
    } else if (!assumed.builtIn("ARM_AMBA")) {
      results.put(path, new None(Reason.NEEDS_CONFIG, path, "ARM_AMBA"));
    } else if (names.registers(path).isEmpty()) {
      results.put(path, new None(Reason.NO_ADDRESS, path, ""));
    } else {
      Optional<NodePath> first = directories.takeRegisters(path, names.registers(path).get());
      if (first.isPresent()) {
        results.put(path, new None(Reason.ADDRESS_TAKEN, first.get(), ""));
      } else {
        register(path, new Device("amba", names.platform(path)), directory, undecided);
      }
    }
  }

  /**
   * Follows {@code device_add()}, which fails if the name is taken. Names below an uncertain driver
   * are not reserved, since the device may not exist.
   */
  private boolean register(
      NodePath path, Device device, NodePath directory, Optional<Undecided> undecided) {
    Optional<None> taken =
        undecided.isPresent() ? Optional.empty() : directories.take(path, directory, device);
    if (taken.isPresent()) {
      results.put(path, taken.get());
      return false;
    }
    made.add(path);
    Population population =
        undecided
            .<Population>map(
                u -> new Depends(u.parent(), u.compatible(), u.drivers(), Optional.of(device)))
            .orElse(device);
    results.put(path, population);
    wait(path, undecided);
    return true;
  }

  private void wait(NodePath path, Optional<Undecided> under) {
    (I2cMux.is(nodes.at(path)) ? multiplexers : waiting).add(new Waiting(path, under));
  }

  /**
   * Predicts what the driver of a device does with the children of its node, if the driver is
   * known.
   */
  private void driver(NodePath path, Optional<Undecided> undecided) {
    List<String> compatible = rules.compatible(nodes.at(path));
    List<KernelDriver> listed = KernelTables.populating().of(compatible);
    if (listed.isEmpty() || populated.contains(path)) {
      return;
    }
    List<KernelDriver> known = listed.stream().filter(assumed::mayHave).toList();
    if (known.isEmpty()) {
      return;
    }
    List<KernelDriver> enabled =
        known.stream()
            .filter(d -> assumed.value(d.configuration()).filter(v -> v == 'n').isEmpty())
            .toList();
    if (enabled.isEmpty()) {
      None none = new None(Reason.NO_DRIVER, path, known.get(0).text());
      for (DtNode child : nodes.at(path).children()) {
        if (child.property("compatible").isPresent() && rules.unavailable(child).isEmpty()) {
          results.put(path.child(child.name()), none);
        }
      }
      return;
    }
    KernelDriver first = enabled.get(0);
    boolean most =
        first.compatibles().stream().anyMatch(c -> c.equalsIgnoreCase(compatible.get(0)));
    boolean certain = assumed.value(first.configuration()).filter(v -> v == 'y').isPresent();
    Optional<Undecided> decision =
        undecided.isEmpty() && most && certain
            ? Optional.empty()
            : Optional.of(new Undecided(path, compatible.get(0), enabled));
    switch (first.kind()) {
      case PLATFORM -> children(path, path, false, decision);
      case BUSES -> children(path, path, true, decision);
      default -> controller(path, first, new Undecided(path, compatible.get(0), enabled), decision);
    }
  }

  /** Predicts the children of an SPI, I²C or MDIO controller. */
  private void controller(
      NodePath path, KernelDriver driver, Undecided undecided, Optional<Undecided> decision) {
    if (I2cMux.is(driver)) {
      for (NodePath channel : I2cMux.channels(nodes, path, driver)) {
        // A multiplexer adds all of its channels, a controller the available ones.
        Optional<String> off =
            I2cMux.isController(driver) ? rules.unavailable(nodes.at(channel)) : Optional.empty();
        if (off.isPresent()) {
          results.put(channel, None.ofStatus(channel, off.get()));
        } else {
          results.put(channel, new None(Reason.CHANNEL, channel, ""));
          members(channel, driver, undecided, decision);
        }
      }
      return;
    }
    NodePath inner = path.child("i2c-bus");
    boolean inside = driver.kind() == DriverKind.I2C && nodes.find(inner).isPresent();
    members(inside ? inner : path, driver, undecided, decision);
  }

  /**
   * Predicts the children of a bus. Only available ones are devices, and only PHYs need no {@code
   * compatible}. An adapter that is part of another device may leave its bus empty, so that the
   * children may have other purposes.
   */
  private void members(
      NodePath bus, KernelDriver driver, Undecided undecided, Optional<Undecided> decision) {
    DtNode controller = nodes.at(undecided.parent());
    Optional<ChipSelects.Count> selects =
        driver.kind() == DriverKind.SPI
            ? ChipSelects.of(controller, nodes::byPhandle)
            : Optional.empty();
    for (NodePath at : nodes.children(bus)) {
      DtNode child = nodes.at(at);
      Optional<None> not = notVisited(at, child);
      if (not.isPresent()) {
        results.put(at, not.get());
        continue;
      }
      // A PHY needs none (drivers/net/mdio/of_mdio.c, of_mdiobus_child_is_phy()).
      boolean phy = driver.kind() == DriverKind.MDIO && Nodes.cell(child, "reg").isPresent();
      if (child.property("compatible").isEmpty() && !phy) {
        // A node with cells is a bus itself.
        boolean isBus = child.property("#address-cells").isPresent();
        if (!isBus && ADAPTERS.stream().anyMatch(driver.file()::startsWith)) {
          String kind = driver.kind() == DriverKind.SPI ? "SPI" : "I²C";
          results.put(at, new None(Reason.NO_MODALIAS, at, kind));
        }
        continue;
      }
      Optional<String> lacking = BusAddress.lacking(controller, child, driver.kind());
      Optional<String> beyond = ChipSelects.lacking(selects, child);
      if (lacking.isPresent()) {
        results.put(at, new None(Reason.NO_BUS_ADDRESS, at, lacking.get()));
      } else if (beyond.isPresent()) {
        results.put(at, new None(Reason.NO_CHIP_SELECT, at, beyond.get()));
      } else {
        Optional<None> taken = taken(at, bus, driver.kind());
        taken.ifPresentOrElse(
            none -> results.put(at, none), () -> member(at, driver, undecided, decision));
      }
    }
  }

  /**
   * Returns why the driver of a bus does not look at a child: it is disabled, or the kernel has set
   * up its clock or interrupt controller before ({@code OF_POPULATED}, drivers/i2c/i2c-core-of.c,
   * drivers/spi/spi.c).
   */
  private Optional<None> notVisited(NodePath at, DtNode child) {
    return rules
        .unavailable(child)
        .map(status -> None.ofStatus(at, status))
        .or(
            () ->
                early(child)
                    .map(
                        early ->
                            new None(
                                late.contains(at) ? Reason.TOO_LATE : Reason.CLAIMED,
                                at,
                                early.file())));
  }

  /**
   * Returns why a device cannot be added, if an earlier one has its address or chip select, also on
   * the buses to which multiplexers connect this one (drivers/i2c/i2c-core-base.c, {@code
   * i2c_check_addr_busy()}; drivers/spi/spi.c, {@code spi_dev_check()}).
   */
  private Optional<None> taken(NodePath at, NodePath bus, DriverKind kind) {
    boolean spi = kind == DriverKind.SPI;
    Optional<Integer> address = Nodes.cell(nodes.at(at), "reg");
    if (address.isEmpty() || !spi && kind != DriverKind.I2C) {
      return Optional.empty();
    }
    List<NodePath> above = spi ? List.of() : I2cMux.upstream(bus, nodes::find, nodes::pathOf);
    Optional<NodePath> other =
        Stream.concat(Stream.of(bus), above.stream())
            .flatMap(
                one -> Stream.ofNullable(addresses.getOrDefault(one, Map.of()).get(address.get())))
            .findFirst();
    if (other.isEmpty()) {
      addresses.computeIfAbsent(bus, any -> new HashMap<>()).put(address.get(), at);
    }
    return other.map(
        first -> new None(Reason.BUS_ADDRESS_TAKEN, first, spi ? "chip select" : "address"));
  }

  private void member(
      NodePath at, KernelDriver driver, Undecided undecided, Optional<Undecided> decision) {
    Optional<Device> device =
        switch (driver.kind()) {
          case SPI -> names.spi(at).map(name -> new Device("spi", name));
          case I2C -> names.i2c(at).map(name -> new Device("i2c", name));
          default -> Optional.empty();
        };
    if (device.isPresent()) {
      register(at, device.get(), undecided.parent(), decision);
      return;
    }
    results.put(
        at, new Depends(undecided.parent(), undecided.compatible(), undecided.drivers(), device));
    if (I2cMux.is(nodes.at(at))) {
      wait(at, Optional.of(undecided));
    }
  }
}
