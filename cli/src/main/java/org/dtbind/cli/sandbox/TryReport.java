// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.cli.session.Messages;
import org.dtbind.device.NodeStatus;
import org.dtbind.linux.KernelDriver;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.sandbox.SeenSystem;
import org.dtbind.sandbox.SystemState;
import org.dtbind.simulate.Dropped;
import org.dtbind.simulate.NotSimulated;
import org.dtbind.simulate.SimulatedBus;
import org.dtbind.simulate.SimulatedChip;
import org.dtbind.simulate.SimulatedTree;
import org.dtbind.source.Shown;
import org.dtbind.tree.NodePath;
import org.dtbind.view.Table;
import org.dtbind.view.Terminal;
import org.dtbind.view.View;

/**
 * The result of booting a tree.
 *
 * @param state the state of a whole system; {@link SystemState#NONE} without systemd
 */
public record TryReport(TryInput.Board board, SeenSystem seen, SystemState state) {

  private static final int SHOWN_NAMES = 4;
  private static final int SHOWN_PROPERTIES = 6;

  /** The driver of buses such as {@code simple-bus} (drivers/bus/simple-pm-bus.c). */
  private static final String BUS = "simple-pm-bus";

  /** Devices of aggregators that are made at run time (drivers/gpio/gpio-aggregator.c). */
  private static final String AGGREGATOR = "/gpio-aggregator.";

  /** A declared device, and why the sandbox has no device for it. */
  private record Absent(NodePath node, String reason) {}

  /** The buses whose devices exist only because their controllers were replaced. */
  private static final Set<String> ON_SIMULATED_LINES = Set.of("spi", "i2c");

  private static final View<SimulatedChip> REPLACED =
      View.<SimulatedChip>part()
          .text("controller", "path of the GPIO controller's node", SimulatedChip::controller)
          .texts("compatible", "the controller's `compatible` strings", SimulatedChip::compatible)
          .text("node", "path of the simulated chip's node", SimulatedChip::chip)
          .text("label", "label of the simulated chip", SimulatedChip::label)
          .number("lines", "number of lines that the simulated chip has", SimulatedChip::lines)
          .text("source", "where dtbind got the number of lines from", SimulatedChip::source)
          .flag(
              "assumed",
              "whether dtbind assumed the number of lines, because nothing specifies it",
              SimulatedChip::assumed);

  private static final View<SeenSystem.Device> DEVICE =
      View.<SeenSystem.Device>part()
          .text("node", "path of the device's node in the devicetree", SeenSystem.Device::node)
          .text("device", "name of the Linux device", SeenSystem.Device::name)
          .text("bus", "Linux bus of the device, such as `platform`", SeenSystem.Device::bus)
          .textOrNull(
              "driver",
              "driver to which the device is bound; null if the device has no driver",
              SeenSystem.Device::driver)
          .textOrNull(
              "waits",
              "what the device is waiting for; empty if the kernel does not report it; null if the"
                  + " device is not waiting",
              SeenSystem.Device::waits);

  private record NamedChip(SeenSystem.Chip chip, List<String> names) {}

  public static final View<TryReport> VIEW =
      View.<TryReport>document("try", "`try`: the result of booting a kernel with a board's tree")
          .text("release", "release of the kernel", report -> report.seen.release())
          .texts(
              "added",
              "paths of declared nodes that were added to the tree",
              report -> report.board.added())
          .list(
              "notSimulated",
              "parts of the declaration that cannot be simulated",
              View.<NotSimulated.Part>part()
                  .text(
                      "name", "name of the device, IOMMU group or setting", NotSimulated.Part::name)
                  .text(
                      "reason",
                      "why this device, group or setting cannot be simulated",
                      NotSimulated.Part::reason),
              report -> report.board.without().parts())
          .list(
              "replaced",
              "GPIO controllers that were replaced with simulated chips",
              REPLACED,
              report -> report.booted().chips())
          .list(
              "buses",
              "nodes whose driver on the board creates devices for the nodes below, and which were"
                  + " replaced so that drivers in the sandbox create these devices",
              View.<SimulatedBus>part()
                  .text("controller", "path of the node", SimulatedBus::controller)
                  .texts("compatible", "the node's `compatible` strings", SimulatedBus::compatible)
                  .text(
                      "bus",
                      "Linux bus of the devices: `spi`, `i2c` or `platform`",
                      bus -> bus.kind().bus())
                  .textOrNull(
                      "lacking",
                      "option that the kernel (or, with `--config`, the kernel of the board) lacks,"
                          + " because of which the node was not replaced; null if it was",
                      bus -> bus.lacking().map(option -> "CONFIG_" + option)),
              report -> report.booted().buses().values().stream().toList())
          .list(
              "dropped",
              "nodes and properties that were removed from the tree before the kernel was booted",
              View.<Dropped>part()
                  .text(
                      "node",
                      "path of the node that was removed, or whose property was removed",
                      Dropped::node)
                  .textOrNull(
                      "property",
                      "name of the property; null if the whole node was removed",
                      dropped -> Optional.of(dropped.property()).filter(p -> !dropped.isNode()))
                  .text(
                      "reason",
                      "why the node or property was removed",
                      dropped -> dropped.reason().text()),
              report -> report.booted().dropped())
          .list(
              "chips",
              "GPIO chips that the kernel created",
              View.<NamedChip>part()
                  .text("chip", "name of the chip, such as `gpiochip0`", one -> one.chip.name())
                  .text("label", "label of the chip", one -> one.chip.label())
                  .number("lines", "number of lines that the chip has", one -> one.chip.lines())
                  .texts(
                      "names",
                      "names of the chip's lines, in order; an empty string for a line without a"
                          + " name",
                      NamedChip::names)
                  .textOrNull(
                      "node",
                      "path of the chip's node in the devicetree; null if the chip has no node",
                      one -> one.chip.node()),
              TryReport::namedChips)
          .list(
              "devices",
              "Linux devices that the kernel created for devicetree nodes",
              DEVICE,
              report -> report.seen.devices())
          .list(
              "absent",
              "declared devices for which the kernel created no device",
              View.<Absent>part()
                  .text("node", "path of the device's node in the devicetree", Absent::node)
                  .text("reason", "why the sandbox has no such device", Absent::reason),
              TryReport::absent)
          .list(
              "onlyOnBoard",
              "devices that the kernel of the board creates, but not the kernel of the sandbox",
              View.<OnlyOnBoard>part()
                  .text("node", "path of the device's node in the devicetree", OnlyOnBoard::node)
                  .text("bus", "Linux bus of the device, such as `mdio_bus`", OnlyOnBoard::bus)
                  .text(
                      "reason",
                      "what the node becomes on the board, and by which driver",
                      OnlyOnBoard::reason),
              TryReport::onlyOnBoard)
          .list(
              "deviceNodes",
              "with `--system`: device nodes of declared devices and of aggregators",
              View.<SystemState.Node>part()
                  .text("path", "path of the device node", SystemState.Node::path)
                  .text("owner", "user that owns the device node", SystemState.Node::owner)
                  .text("group", "group that owns the device node", SystemState.Node::group)
                  .text("mode", "mode of the device node, in octal", SystemState.Node::mode)
                  .texts(
                      "links", "links to the device node that udev made", SystemState.Node::links)
                  .text(
                      "device",
                      "path of the node's device in sysfs, below `/sys`",
                      SystemState.Node::device),
              TryReport::deviceNodes)
          .texts(
              "failedUnits",
              "with `--system`: systemd units that failed, or whose files have errors",
              report -> report.state.failed())
          .texts(
              "journal",
              "with `--system`: the last 100 messages in the journal that have the priority `err` or"
                  + " higher, or are of a failed unit",
              report -> report.state.errors());

  private SimulatedTree booted() {
    return board.simulated();
  }

  /** {@return the report as text} */
  String text(boolean all, Terminal terminal) {
    List<SeenSystem.Device> shown =
        seen.devices().stream()
            .filter(device -> all || isDeclared(device) || matters(device))
            .toList();
    StringBuilder out = new StringBuilder();
    List<SeenSystem.Chip> chips =
        seen.chips().stream().filter(chip -> all || !isOfBuses(chip.node())).toList();
    out.append(
        table(
            terminal,
            List.of("CHIP", "LABEL", "LINES", "NAMES", "NODE", "LINES FROM"),
            chips.stream().map(this::cells).toList()));
    out.append(table(terminal, List.of("DEVICE", "BUS", "DRIVER", "NODE", "NOTE"), rows(shown)));
    out.append(stateText(terminal));
    List<OnlyOnBoard> onlyOnBoard = onlyOnBoard();
    if (all) {
      out.append(
          table(
              terminal,
              List.of("NOT SIMULATED", "REASON"),
              onlyOnBoard.stream().map(one -> List.of(one.node().text(), one.reason())).toList()));
      out.append(
          table(
              terminal,
              List.of("DROPPED", "PROPERTY", "REASON"),
              booted().dropped().stream().map(TryReport::cells).toList()));
    }
    board
        .added()
        .forEach(
            node ->
                out.append("added from the declaration: ")
                    .append(Table.printable(node.text()))
                    .append('\n'));
    board.without().parts().forEach(part -> out.append(Table.printable(text(part))).append('\n'));
    out.append(summary(shown.size(), onlyOnBoard));
    return out.toString();
  }

  /** Returns a table and an empty line; empty text if there are no rows. */
  private static String table(Terminal terminal, List<String> headings, List<List<String>> rows) {
    return rows.isEmpty() ? "" : new Table(headings, rows).text(terminal) + "\n";
  }

  /** Returns the device nodes, the failed units and the errors of a whole system. */
  private String stateText(Terminal terminal) {
    StringBuilder out = new StringBuilder();
    out.append(
        table(
            terminal,
            List.of("DEVICE NODE", "OWNER", "GROUP", "MODE", "LINKS"),
            deviceNodes().stream().map(TryReport::cells).toList()));
    state
        .errors()
        .forEach(line -> out.append("journal: ").append(Table.printable(line)).append('\n'));
    state
        .failed()
        .forEach(unit -> out.append("failed: ").append(Table.printable(unit)).append('\n'));
    return out.toString();
  }

  /** Returns the device nodes of declared devices and of aggregators. */
  private List<SystemState.Node> deviceNodes() {
    List<String> names =
        seen.devices().stream().filter(this::isDeclared).map(SeenSystem.Device::name).toList();
    return state.nodes().stream()
        .filter(
            node ->
                names.stream().anyMatch(name -> node.device().contains("/" + name + "/"))
                    || node.device().contains(AGGREGATOR))
        .toList();
  }

  private static List<String> cells(SystemState.Node node) {
    String links = String.join(", ", node.links());
    return List.of(
        node.path(), node.owner(), node.group(), node.mode(), links.isEmpty() ? "-" : links);
  }

  /** Returns the rows of devices, those of declared devices first. */
  private List<List<String>> rows(List<SeenSystem.Device> shown) {
    List<List<String>> rows = new ArrayList<>();
    List<Absent> absent = absent();
    for (NodePath node : board.declared()) {
      shown.stream()
          .filter(device -> device.node().equals(node))
          .map(this::cells)
          .forEach(rows::add);
      absent.stream()
          .filter(one -> one.node.equals(node))
          .map(one -> List.of("-", "-", "-", node.text(), "no device here: " + one.reason))
          .forEach(rows::add);
    }
    shown.stream().filter(device -> !isDeclared(device)).map(this::cells).forEach(rows::add);
    return rows;
  }

  private boolean isDeclared(SeenSystem.Device device) {
    return board.declared().contains(device.node());
  }

  /** Returns the declared devices for which the kernel created no device. */
  private List<Absent> absent() {
    Map<NodePath, Population> predicted = booted().board().onAny();
    return board.declared().stream()
        .filter(node -> seen.devices().stream().noneMatch(one -> one.node().equals(node)))
        .map(
            node ->
                new Absent(
                    node,
                    board.without().parts().stream()
                        .filter(part -> part.name().equals(node.text()))
                        .map(NotSimulated.Part::reason)
                        .findFirst()
                        .orElseGet(() -> Populations.at(predicted, node).text())))
        .toList();
  }

  private List<OnlyOnBoard> onlyOnBoard() {
    return OnlyOnBoard.of(booted().board(), seen);
  }

  /** {@return a sentence about an entry of the declaration that cannot be simulated} */
  static String text(NotSimulated.Part part) {
    return part.name() + " cannot be simulated here; " + part.reason();
  }

  private List<NamedChip> namedChips() {
    return seen.chips().stream().map(chip -> new NamedChip(chip, names(chip))).toList();
  }

  /**
   * Returns a line for each controller whose simulated chip is missing or differs, for what is
   * missing of simulated buses, and for each failed unit.
   */
  List<String> missing() {
    Map<NodePath, SeenSystem.Chip> chips = chipsByNode();
    List<String> missing = new ArrayList<>();
    for (SimulatedChip chip : booted().chips()) {
      Optional<SeenSystem.Chip> is = Optional.ofNullable(chips.get(chip.chip()));
      if (is.filter(c -> c.lines() == chip.lines() && c.label().equals(chip.label())).isEmpty()) {
        missing.add(
            "%s: the kernel did not create chip %s with %d lines"
                .formatted(chip.controller(), chip.label(), chip.lines()));
      }
    }
    missing.addAll(MissingBuses.of(booted(), seen));
    state.failed().forEach(unit -> missing.add("unit " + unit + " failed"));
    return missing.stream().map(Shown::escaped).toList();
  }

  private Map<NodePath, SeenSystem.Chip> chipsByNode() {
    Map<NodePath, SeenSystem.Chip> chips = new HashMap<>();
    seen.chips().forEach(chip -> chip.node().ifPresent(node -> chips.put(node, chip)));
    return chips;
  }

  /**
   * Returns whether to show a device by default. Most devices have no driver only because the
   * sandbox's kernel has few drivers.
   */
  private boolean matters(SeenSystem.Device device) {
    return device.driver().filter(driver -> !isStandIn(device) && !driver.equals(BUS)).isPresent()
        || device.waits().isPresent()
        || ON_SIMULATED_LINES.contains(device.bus())
        || isUnbound(device)
        || isCandidate(device);
  }

  /** Whether a device is the controller of a bus that should exist, and has no driver. */
  private boolean isUnbound(SeenSystem.Device device) {
    return device.driver().isEmpty()
        && bus(device).filter(SimulatedBus::hasLines).filter(TryReport::isSimulated).isPresent();
  }

  private Optional<SimulatedBus> bus(SeenSystem.Device device) {
    return Optional.ofNullable(booted().buses().get(device.node()));
  }

  private static boolean isSimulated(SimulatedBus bus) {
    return bus.lacking().isEmpty();
  }

  /** Whether a node is the simulated chip of the buses, or above it. */
  private static boolean isOfBuses(Optional<NodePath> node) {
    return node.filter(
            path ->
                path.text().equals(SimulatedTree.BUSES)
                    || path.parent().text().equals(SimulatedTree.BUSES))
        .isPresent();
  }

  private boolean isStandIn(SeenSystem.Device device) {
    return device.node().text().equals(SimulatedTree.ELSEWHERE)
        || isOfBuses(Optional.of(device.node()))
        || bus(device).filter(TryReport::isSimulated).isPresent()
        || booted().chips().stream()
            .anyMatch(c -> c.inPlace() && c.controller().equals(device.node()));
  }

  private boolean isCandidate(SeenSystem.Device device) {
    return device.driver().isEmpty()
        && booted().tree().node(device.node()).filter(NodeStatus::isCandidate).isPresent();
  }

  private String summary(int shown, List<OnlyOnBoard> onlyOnBoard) {
    long driven = seen.devices().stream().filter(d -> d.driver().isPresent()).count();
    long waiting = seen.devices().stream().filter(d -> d.waits().isPresent()).count();
    int more = seen.devices().size() - shown;
    String text =
        "Linux %s: %s, %d with a driver, %d waiting; %s%n"
            .formatted(
                seen.release(),
                Messages.count(seen.devices().size(), "device"),
                driven,
                waiting,
                Messages.count(
                    seen.chips().stream().filter(c -> !isOfBuses(c.node())).count(), "chip"));
    long assumed = booted().chips().stream().filter(SimulatedChip::assumed).count();
    if (!booted().chips().isEmpty()) {
      text +=
          "simulated: %s%s%n"
              .formatted(
                  Messages.count(booted().chips().size(), "controller"),
                  assumed == 0 ? "" : ", with assumed line counts for " + assumed + " of them");
    }
    text += buses() + OnlyOnBoard.text(onlyOnBoard);
    if (!booted().dropped().isEmpty()) {
      text += "dropped: " + dropped() + "\n";
    }
    boolean hidden = more > 0 || !booted().dropped().isEmpty();
    boolean complete = shown == seen.devices().size();
    return hidden && !complete
        ? text + "use -v to list all devices and everything that was dropped\n"
        : text;
  }

  /** Returns lines about SPI and I²C controllers; empty text if there are none. */
  private String buses() {
    List<SimulatedBus> buses =
        booted().buses().values().stream().filter(bus -> bus.hasLines() || bus.leftOut()).toList();
    List<SimulatedBus> simulated = buses.stream().filter(TryReport::isSimulated).toList();
    String text = "";
    if (!simulated.isEmpty()) {
      text +=
          "on simulated lines: %s; no chip answers on these buses%n"
              .formatted(controllers(simulated));
    }
    List<SimulatedBus> others = buses.stream().filter(bus -> !isSimulated(bus)).toList();
    return text
        + without(others.stream().filter(bus -> !bus.leftOut()).toList(), "this kernel")
        + without(others.stream().filter(SimulatedBus::leftOut).toList(), "the target kernel");
  }

  /** Returns a line about controllers for which a kernel has no driver; empty text if none. */
  private static String without(List<SimulatedBus> buses, String kernel) {
    if (buses.isEmpty()) {
      return "";
    }
    String options =
        buses.stream()
            .flatMap(bus -> bus.lacking().stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(" and no CONFIG_", "CONFIG_", ""));
    return "not simulated: %s, because %s has no %s%n"
        .formatted(controllers(buses), kernel, options);
  }

  private static String controllers(List<SimulatedBus> buses) {
    long spi = buses.stream().filter(bus -> bus.kind() == KernelDriver.Kind.SPI).count();
    long i2c = buses.stream().filter(bus -> bus.kind() == KernelDriver.Kind.I2C).count();
    long others = buses.size() - spi - i2c;
    return Stream.of(
            spi == 0 ? "" : Messages.count(spi, "SPI controller"),
            i2c == 0 ? "" : Messages.count(i2c, "I²C controller"),
            others == 0 ? "" : Messages.count(others, "other bus controller"))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private String dropped() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Dropped one : booted().dropped()) {
      counts.merge(one.isNode() ? "nodes" : one.property(), 1, Integer::sum);
    }
    List<Map.Entry<String, Integer>> most = new ArrayList<>(counts.entrySet());
    most.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()));
    List<String> texts = new ArrayList<>();
    int others = 0;
    for (Map.Entry<String, Integer> entry : most) {
      if (texts.size() < SHOWN_PROPERTIES || entry.getKey().equals("nodes")) {
        boolean one = entry.getKey().equals("nodes") && entry.getValue() == 1;
        texts.add(entry.getValue() + " " + (one ? "node" : Table.printable(entry.getKey())));
      } else {
        others += entry.getValue();
      }
    }
    return String.join(", ", texts) + (others == 0 ? "" : ", " + others + " others");
  }

  private List<String> cells(SeenSystem.Chip chip) {
    Optional<SimulatedChip> simulated = simulated(chip);
    List<String> names = names(chip).stream().filter(name -> !name.isEmpty()).toList();
    String some = String.join(", ", names.subList(0, Math.min(names.size(), SHOWN_NAMES)));
    String more = names.size() > SHOWN_NAMES ? ", … " + names.size() + " in all" : "";
    String node =
        simulated.map(SimulatedChip::controller).or(chip::node).map(NodePath::text).orElse("-");
    return List.of(
        chip.name(),
        chip.label(),
        Integer.toString(chip.lines()),
        names.isEmpty() ? "-" : some + more,
        node,
        simulated.map(s -> s.assumed() ? "assumed" : s.source()).orElse("-"));
  }

  private Optional<SimulatedChip> simulated(SeenSystem.Chip chip) {
    return booted().chips().stream()
        .filter(one -> chip.node().filter(one.chip()::equals).isPresent())
        .findFirst();
  }

  /** Returns the names of the lines. Linux ignores names beyond the number of lines. */
  private List<String> names(SeenSystem.Chip chip) {
    List<String> names =
        chip.node()
            .flatMap(booted().tree()::node)
            .map(node -> node.strings("gpio-line-names"))
            .orElse(chip.names());
    return names.subList(0, Math.min(names.size(), chip.lines()));
  }

  private List<String> cells(SeenSystem.Device device) {
    String note =
        device
            .waits()
            .map(why -> why.isEmpty() ? "waiting" : "waiting (" + why + ")")
            .orElseGet(() -> note(device));
    return List.of(
        device.name(), device.bus(), device.driver().orElse("-"), device.node().text(), note);
  }

  private String note(SeenSystem.Device device) {
    if (isUnbound(device)) {
      return "its simulated driver did not bind, so its bus does not exist";
    }
    if (ON_SIMULATED_LINES.contains(device.bus())) {
      return "no chip answers";
    }
    return isCandidate(device) ? "can be bound to gpio-aggregator" : "";
  }

  private static List<String> cells(Dropped dropped) {
    return List.of(
        dropped.node().text(),
        dropped.isNode() ? "(whole node)" : dropped.property(),
        dropped.reason().text());
  }
}
