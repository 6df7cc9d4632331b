// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.kernel.Errno;
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
import org.dtbind.view.Terminal;
import org.dtbind.view.View;

/**
 * The result of booting a tree.
 *
 * @param state the state of a whole system; {@link SystemState#NONE} without systemd
 */
public record TryReport(TryInput.Board board, SeenSystem seen, SystemState state) {

  /** Devices of aggregators that are made at run time (drivers/gpio/gpio-aggregator.c). */
  private static final String AGGREGATOR = "/gpio-aggregator.";

  private static final int SHOWN_NAMES = 4;

  /** A declared device, and why the sandbox has no device for it. */
  record Absent(NodePath node, String reason) {}

  private static final View<SimulatedChip> REPLACED =
      View.<SimulatedChip>part()
          .text("controller", "path of the GPIO controller's node", SimulatedChip::controller)
          .texts("compatible", "the controller's `compatible` strings", SimulatedChip::compatible)
          .text("node", "path of the simulated chip's node", SimulatedChip::chip)
          .text("label", "label of the simulated chip", SimulatedChip::label)
          .number("lines", "number of lines that the simulated chip has", SimulatedChip::lines)
          .text(
              "source",
              "where dtbind got the number of lines from",
              chip ->
                  chip.source()
                      .orElse("assumed, because neither the tree nor a table specifies the number"))
          .flag(
              "assumed",
              "whether dtbind assumed the number of lines, because nothing specifies it",
              chip -> chip.source().isEmpty());

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
              SeenSystem.Device::waits)
          .textOrNull(
              "refusedBy",
              "driver whose probe of the device failed; null if no probe failed",
              device -> device.refused().map(SeenSystem.Refused::driver))
          .numberOrNull(
              "errno",
              "number of the error with which the probe failed, such as 22 for `EINVAL`; null if no"
                  + " probe failed",
              device -> device.refused().map(SeenSystem.Refused::errno))
          .texts(
              "messages",
              "warnings and errors that the kernel wrote during the probe that failed",
              device -> device.refused().map(SeenSystem.Refused::messages).orElse(List.of()));

  /**
   * A chip that the kernel created.
   *
   * @param names the names of its lines, in order; empty for a line without a name
   * @param simulated what it stands for, if it was made for a controller
   */
  record NamedChip(SeenSystem.Chip chip, List<String> names, Optional<SimulatedChip> simulated) {

    private String someNames() {
      List<String> all = names.stream().filter(name -> !name.isEmpty()).toList();
      String first = all.stream().limit(SHOWN_NAMES).collect(Collectors.joining(", "));
      return all.isEmpty()
          ? "-"
          : first + (all.size() > SHOWN_NAMES ? ", … " + all.size() + " in all" : "");
    }
  }

  static final View<NamedChip> CHIP =
      View.<NamedChip>part()
          .text("chip", "name of the chip, such as `gpiochip0`", chip -> chip.chip.name())
          .column("CHIP")
          .text("label", "label of the chip", chip -> chip.chip.label())
          .column("LABEL")
          .number("lines", "number of lines that the chip has", chip -> chip.chip.lines())
          .column("LINES")
          .texts(
              "names",
              "names of the chip's lines, in order; an empty string for a line without a name",
              NamedChip::names)
          .column("NAMES", NamedChip::someNames)
          .textOrNull(
              "node",
              "path of the chip's node in the devicetree; null if the chip has no node",
              chip -> chip.chip.node())
          .column(
              "NODE",
              chip ->
                  chip.simulated
                      .map(SimulatedChip::controller)
                      .or(chip.chip::node)
                      .map(NodePath::text)
                      .orElse("-"))
          .column(
              "LINES FROM",
              chip -> chip.simulated.map(s -> s.source().orElse("assumed")).orElse("-"));

  static final View<Dropped> DROPPED =
      View.<Dropped>part()
          .text(
              "node",
              "path of the node that was removed, or whose property was removed",
              Dropped::node)
          .column("DROPPED")
          .textOrNull(
              "property",
              "name of the property; null if the whole node was removed",
              dropped -> Optional.of(dropped.property()).filter(p -> !dropped.isNode()))
          .column("PROPERTY", dropped -> dropped.isNode() ? "(whole node)" : dropped.property())
          .text(
              "reason", "why the node or property was removed", dropped -> dropped.reason().text())
          .column("REASON");

  static final View<OnlyOnBoard> ONLY_ON_BOARD =
      View.<OnlyOnBoard>part()
          .text("node", "path of the device's node in the devicetree", OnlyOnBoard::node)
          .column("NOT SIMULATED")
          .text("bus", "Linux bus of the device, such as `mdio_bus`", OnlyOnBoard::bus)
          .text(
              "reason",
              "what the node becomes on the board, and by which driver",
              OnlyOnBoard::reason)
          .column("REASON");

  static final View<SystemState.Node> NODE =
      View.<SystemState.Node>part()
          .text("path", "path of the device node", SystemState.Node::path)
          .column("DEVICE NODE")
          .text("owner", "user that owns the device node", SystemState.Node::owner)
          .column("OWNER")
          .text("group", "group that owns the device node", SystemState.Node::group)
          .column("GROUP")
          .text("mode", "mode of the device node, in octal", SystemState.Node::mode)
          .column("MODE")
          .texts("links", "links to the device node that udev made", SystemState.Node::links)
          .column("LINKS")
          .text(
              "device",
              "path of the node's device in sysfs, below `/sys`",
              SystemState.Node::device);

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
              DROPPED,
              report -> report.booted().dropped())
          .list("chips", "GPIO chips that the kernel created", CHIP, TryReport::namedChips)
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
              ONLY_ON_BOARD,
              TryReport::onlyOnBoard)
          .list(
              "deviceNodes",
              "with `--system`: device nodes of declared devices and of aggregators",
              NODE,
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

  SimulatedTree booted() {
    return board.simulated();
  }

  String text(boolean all, Terminal terminal) {
    return new TryText(this).text(all, terminal);
  }

  /** Returns the device nodes of declared devices and of aggregators. */
  List<SystemState.Node> deviceNodes() {
    List<String> names =
        seen.devices().stream().filter(this::isDeclared).map(SeenSystem.Device::name).toList();
    return state.nodes().stream()
        .filter(
            node ->
                names.stream().anyMatch(name -> node.device().contains("/" + name + "/"))
                    || node.device().contains(AGGREGATOR))
        .toList();
  }

  boolean isDeclared(SeenSystem.Device device) {
    return board.declared().contains(device.node());
  }

  /**
   * Returns the declared devices for which the kernel created no device, without nodes that become
   * no devices on any kernel, such as the keys of gpio-keys.
   */
  List<Absent> absent() {
    Map<NodePath, Population> predicted = booted().board().onAny();
    return board.declared().stream()
        .filter(node -> seen.devices().stream().noneMatch(device -> device.node().equals(node)))
        .flatMap(
            node ->
                board.without().parts().stream()
                    .filter(part -> part.node().equals(Optional.of(node)))
                    .map(NotSimulated.Part::reason)
                    .findFirst()
                    .or(
                        () ->
                            Optional.of(Populations.at(predicted, node).text())
                                .filter(text -> hasCompatible(node)))
                    .map(reason -> new Absent(node, reason))
                    .stream())
        .toList();
  }

  private boolean hasCompatible(NodePath node) {
    return booted()
        .tree()
        .node(node)
        .filter(one -> !one.strings("compatible").isEmpty())
        .isPresent();
  }

  /** Returns a line for each device that a driver refused, or whose driver still waits. */
  List<String> refused() {
    return seen.devices().stream()
        .flatMap(device -> trouble(device).map(text -> device.node() + ": " + text).stream())
        .map(Shown::escaped)
        .toList();
  }

  /** Returns why a device has no driver that should have one; empty if that is not so. */
  static Optional<String> trouble(SeenSystem.Device device) {
    return device
        .waits()
        .map(why -> why.isEmpty() ? "waiting" : "waiting (" + why + ")")
        .or(() -> device.refused().map(TryReport::text));
  }

  private static String text(SeenSystem.Refused refused) {
    Errno errno = Errno.of(refused.errno());
    return "probe failed: -%d%s (%s)%s"
        .formatted(
            refused.errno(),
            errno == Errno.UNLISTED ? "" : ", " + errno,
            refused.driver(),
            refused.messages().stream()
                .map(message -> "; " + message)
                .collect(Collectors.joining()));
  }

  List<OnlyOnBoard> onlyOnBoard() {
    return OnlyOnBoard.of(booted().board(), seen);
  }

  /** {@return a sentence about an entry of the declaration that cannot be simulated} */
  static String text(NotSimulated.Part part) {
    return part.name() + " cannot be simulated here; " + part.reason();
  }

  List<NamedChip> namedChips() {
    return seen.chips().stream()
        .map(chip -> new NamedChip(chip, names(chip), simulated(chip)))
        .toList();
  }

  private Optional<SimulatedChip> simulated(SeenSystem.Chip chip) {
    return booted().chips().stream()
        .filter(simulatedChip -> chip.node().filter(simulatedChip.chip()::equals).isPresent())
        .findFirst();
  }

  /**
   * Returns a line for each controller whose simulated chip is missing or differs, for what is
   * missing of simulated buses, and for each failed unit.
   */
  List<String> missing() {
    Map<NodePath, SeenSystem.Chip> chips = chipsByNode();
    List<String> missing = new ArrayList<>();
    for (SimulatedChip chip : booted().chips()) {
      Optional<SeenSystem.Chip> seen = Optional.ofNullable(chips.get(chip.chip()));
      if (seen.filter(c -> c.lines() == chip.lines() && c.label().equals(chip.label())).isEmpty()) {
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

  /** Returns the names of the lines. Linux ignores names beyond the number of lines. */
  private List<String> names(SeenSystem.Chip chip) {
    List<String> names =
        chip.node()
            .flatMap(booted().tree()::node)
            .map(node -> node.strings("gpio-line-names"))
            .orElse(chip.names());
    return names.subList(0, Math.min(names.size(), chip.lines()));
  }
}
