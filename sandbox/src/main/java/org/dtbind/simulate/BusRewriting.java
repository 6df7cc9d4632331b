// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.linux.ChipSelects;
import org.dtbind.linux.I2cMux;
import org.dtbind.linux.KernelDriver;
import org.dtbind.linux.KernelDriver.DriverKind;
import org.dtbind.linux.PhandleEntries;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.TargetKernel;
import org.dtbind.linux.gpio.LineNexus;
import org.dtbind.linux.gpio.LineRef;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Replaces the controllers of buses with ones for which the sandbox has drivers, which create the
 * same devices below: SPI and I²C controllers with spi-gpio and i2c-gpio (drivers/spi/spi-gpio.c,
 * drivers/i2c/busses/i2c-gpio.c) on lines of one simulated chip, and buses with drivers of their
 * own with simple-pm-bus or simple-bus. Aliases give the same numbers to the buses, because both
 * drivers leave the number to the alias of the node ({@code spi_register_controller()}, {@code
 * i2c_add_adapter()}).
 */
final class BusRewriting {

  private static final NodePath CHIP = new NodePath(SimulatedTree.BUSES).child("bank");

  private static final List<String> SPI_LINES = List.of("sck", "mosi", "miso");
  private static final List<String> I2C_LINES = List.of("sda", "scl");

  /**
   * {@code GPIO_OPEN_DRAIN} and {@code GPIO_PULL_UP} (include/dt-bindings/gpio/gpio.h). Without the
   * pull-up, the lines of an idle bus are low, and each address seems to answer.
   */
  private static final int OPEN_DRAIN_PULLED_UP = 6 | 16;

  /** {@code GPIO_ACTIVE_LOW}; the kernel ignores it for devices with {@code spi-cs-high}. */
  private static final int ACTIVE_LOW = 1;

  /** A chip select is a byte in Linux 6.1 (include/linux/spi/spi.h). */
  private static final int MOST_SELECTS = 256;

  /**
   * The lines of a node for one purpose, such as {@code sda}, which is the name of the property.
   */
  private record LineFunction(NodePath node, String name) {}

  private final PredictedBoard board;
  private final DeviceTree tree;
  private final TargetKernel kernel;
  private final Map<Integer, NodePath> phandles;
  private final LineNexus nexus;
  private final int phandle;

  /**
   * The lines that I²C controllers have for the recovery of their buses, which their drivers
   * request, too (drivers/i2c/i2c-core-base.c, {@code i2c_gpio_init_generic_recovery()}), and which
   * nothing else requests.
   */
  private final Set<LineFunction> own;

  private final Map<NodePath, SimulatedBus> buses = new LinkedHashMap<>();
  private final List<Dropped> dropped = new ArrayList<>();
  private int lines;

  /**
   * Creates a rewriting.
   *
   * @param kernel what is known about the kernel of the sandbox
   */
  BusRewriting(PredictedBoard board, TargetKernel kernel) {
    this.board = board;
    this.tree = board.tree();
    this.kernel = kernel;
    this.phandles = tree.phandles();
    this.nexus = LineNexus.of(tree);
    int free = 1;
    while (phandles.containsKey(free)) {
      free++;
    }
    this.phandle = free;
    this.own = own(tree);
  }

  private static Set<LineFunction> own(DeviceTree tree) {
    Set<NodePath> controllers = Survey.controllers(tree);
    Map<LineRef, LineFunction> first = new HashMap<>();
    Set<LineFunction> shared = new HashSet<>();
    Set<LineFunction> own = new HashSet<>();
    for (LineUse use : LineUses.of(tree)) {
      DtNode controller = tree.node(use.controller()).orElseThrow();
      int offset = use.cells().isEmpty() ? 0 : Specifier.of(controller, use.cells()).offset();
      LineFunction user = new LineFunction(use.node(), use.property().replaceFirst("-gpios?$", ""));
      Optional.ofNullable(
              first.putIfAbsent(new LineRef(use.controller(), Optional.of(offset)), user))
          .ifPresent(other -> shared.addAll(List.of(other, user)));
      boolean bus = I2C_LINES.contains(user.name()) && use.index() == 0;
      if (bus && !use.cells().isEmpty() && controllers.contains(use.controller())) {
        own.add(user);
      }
    }
    own.removeAll(shared);
    return own;
  }

  private void findBuses() {
    Map<NodePath, Population> populations = board.onAny();
    Set<NodePath> deciding = new HashSet<>();
    for (Population population : populations.values()) {
      if (population.usual() instanceof Population.Depends depends) {
        deciding.add(depends.parent());
      }
    }
    populations.forEach(
        (path, population) -> {
          boolean none = Populations.at(board.onOwn(), path).usual() instanceof Population.None;
          if (isDevice(population.usual()) && !none) {
            DtNode node = tree.node(path).orElseThrow();
            kind(node)
                .filter(kind -> !kind.bus().equals("platform") || deciding.contains(path))
                .ifPresent(kind -> buses.put(path, bus(path, node, kind)));
          }
        });
  }

  /** Whether the node becomes a platform device, or does so once it is no primecell. */
  private static boolean isDevice(Population population) {
    Optional<Population.Device> device =
        population instanceof Population.Device made
            ? Optional.of(made)
            : population instanceof Population.Depends depends
                ? depends.device()
                : Optional.empty();
    return device.filter(d -> d.bus().equals("platform") || d.bus().equals("amba")).isPresent();
  }

  /** Returns what the driver of a node does; empty if there is nothing to replace. */
  private static Optional<DriverKind> kind(DtNode node) {
    boolean other =
        node.property("gpio-controller").isPresent() || node.property("spi-slave").isPresent();
    return other
        ? Optional.empty()
        : KernelDriver.of(node.compatible()).stream()
            .filter(driver -> !driver.kind().bus().isEmpty())
            .findFirst()
            .filter(driver -> !driver.file().startsWith("drivers/i2c/muxes/") && !I2cMux.is(driver))
            .map(KernelDriver::kind)
            .filter(kind -> kind != DriverKind.MDIO)
            .filter(kind -> !node.compatible().contains(replacement(kind)));
  }

  private static String replacement(DriverKind kind) {
    return switch (kind) {
      case SPI -> "spi-gpio";
      case I2C -> "i2c-gpio";
      case BUSES -> "simple-bus";
      default -> "simple-pm-bus";
    };
  }

  private SimulatedBus bus(NodePath path, DtNode node, DriverKind kind) {
    String option =
        switch (kind) {
          case SPI -> "SPI_GPIO";
          case I2C -> "I2C_GPIO";
          default -> "OF";
        };
    Optional<String> onBoard = lackingOnBoard(node, kind);
    Optional<String> lacking =
        kernel.config().filter(config -> config.value(option) != 'y').map(config -> option);
    return new SimulatedBus(
        path, kind, node.compatible(), onBoard.or(() -> lacking), onBoard.isPresent());
  }

  /** Returns an option without which the kernel of the board has no driver for a node. */
  private Optional<String> lackingOnBoard(DtNode node, DriverKind kind) {
    List<String> drivers =
        KernelDriver.of(node.compatible()).stream()
            .filter(driver -> driver.kind() == kind)
            .map(KernelDriver::configuration)
            .toList();
    return board
        .kernel()
        .config()
        .filter(
            config ->
                drivers.stream().allMatch(one -> !one.contains("?") && config.value(one) == 'n'))
        .flatMap(config -> config.lacking(drivers.get(0)));
  }

  /**
   * The result.
   *
   * @param tree the tree with the replaced controllers, and their chip if there are any
   * @param buses the buses by path, in the order of the tree
   * @param dropped the properties that the replaced controllers no longer have
   */
  record Replaced(DeviceTree tree, Map<NodePath, SimulatedBus> buses, List<Dropped> dropped) {}

  Replaced run() {
    findBuses();
    if (buses.values().stream().allMatch(bus -> bus.lacking().isPresent())) {
      return new Replaced(tree, buses, List.of());
    }
    DtNode root = node(NodePath.ROOT, tree.root());
    if (lines > 0) {
      List<DtNode> children = new ArrayList<>(root.children());
      DtNode chip =
          DtNode.empty(CHIP.name())
              .withProperties(
                  List.of(
                      Values.flag("gpio-controller"),
                      Values.cells("#gpio-cells", List.of(2)),
                      Values.cells("ngpios", List.of(Math.min(lines, SimulatedChip.MOST_LINES))),
                      Values.texts("gpio-sim,label", List.of(CHIP.parent().name())),
                      Values.cells("phandle", List.of(phandle))));
      children.add(Survey.simulator(DtNode.empty(CHIP.parent().name()), List.of(chip)));
      root = root.withChildren(children);
    }
    return new Replaced(tree.withRoot(root), buses, List.copyOf(dropped));
  }

  private DtNode node(NodePath path, DtNode node) {
    DtNode made = node.mapChildren(child -> node(path.child(child.name()), child));
    return Optional.ofNullable(buses.get(path))
        .filter(bus -> bus.lacking().isEmpty())
        .map(bus -> replaced(path, made, bus.kind()))
        .orElse(made);
  }

  private DtNode replaced(NodePath path, DtNode node, DriverKind kind) {
    List<DtProperty> properties = new ArrayList<>();
    properties.add(Values.texts("compatible", List.of(replacement(kind))));
    Set<String> silently = new HashSet<>(Set.of("compatible"));
    Set<String> replaced = new HashSet<>();
    if (kind == DriverKind.SPI) {
      Optional<String> listed = ChipSelects.property(node, this::byPhandle);
      listed.ifPresent(silently::add);
      SPI_LINES.forEach(name -> properties.add(line(name, 0, replaced)));
      properties.add(Values.cells("cs-gpios", selects(node, listed)));
      replaced.addAll(List.of("cs-gpios", "cs-gpio", "num-chipselects"));
    } else if (kind == DriverKind.I2C) {
      I2C_LINES.stream()
          .filter(name -> !own.contains(new LineFunction(path, name)))
          .forEach(name -> properties.add(line(name, OPEN_DRAIN_PULLED_UP, replaced)));
    }
    for (DtProperty property : node.properties()) {
      String name = property.name();
      if (!silently.contains(name) && replaced.contains(name)) {
        dropped.add(new Dropped(path, name, Dropped.Reason.CONTROLLER));
      } else if (!silently.contains(name)) {
        properties.add(property);
      }
    }
    return node.withProperties(properties);
  }

  private DtProperty line(String name, int flags, Set<String> replaced) {
    replaced.addAll(List.of(name + "-gpios", name + "-gpio"));
    return Values.cells(name + "-gpios", line(flags));
  }

  private List<Integer> line(int flags) {
    return List.of(phandle, lines++, flags);
  }

  /**
   * Returns the lines of the chip selects: those that the controller has in a property, and lines
   * of the simulated chip for those that it drives itself.
   */
  private List<Integer> selects(DtNode node, Optional<String> property) {
    List<PhandleEntries.Entry> list =
        nexus.entries(property.map(node::cells).orElse(List.of())).entries();
    Optional<ChipSelects.Count> known =
        ChipSelects.of(node, this::byPhandle).filter(ChipSelects.Count::certain);
    int count = known.map(ChipSelects.Count::count).orElseGet(() -> used(node));
    List<Integer> cells = new ArrayList<>();
    for (int i = 0; i < Math.max(Math.min(count, MOST_SELECTS), list.size()); i++) {
      boolean own = i >= list.size() || list.get(i).isEmpty();
      cells.addAll(own ? line(ACTIVE_LOW) : list.get(i).whole());
    }
    return cells;
  }

  private Optional<DtNode> byPhandle(int of) {
    return Optional.ofNullable(phandles.get(of)).flatMap(tree::node);
  }

  /** Returns the number of chip selects that the devices of a controller need. */
  private static int used(DtNode controller) {
    return controller.children().stream()
        .filter(child -> child.isAvailable() && child.property("compatible").isPresent())
        .flatMap(child -> child.value("reg").flatMap(PropertyValue::firstCell).stream())
        .mapToInt(reg -> reg)
        .filter(reg -> reg >= 0 && reg < MOST_SELECTS)
        .map(reg -> reg + 1)
        .max()
        .orElse(1);
  }
}
