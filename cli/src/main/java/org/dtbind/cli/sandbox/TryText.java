// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.cli.session.Phrases;
import org.dtbind.device.NodeStatus;
import org.dtbind.linux.KernelDriver.DriverKind;
import org.dtbind.sandbox.SeenSystem;
import org.dtbind.simulate.Dropped;
import org.dtbind.simulate.SimulatedBus;
import org.dtbind.simulate.SimulatedTree;
import org.dtbind.source.Shown;
import org.dtbind.tree.NodePath;
import org.dtbind.view.Table;
import org.dtbind.view.Terminal;

/** A report as text: what matters to the user, and a summary of the rest. */
record TryText(TryReport report) {

  private static final int SHOWN_PROPERTIES = 6;

  /** The driver of buses such as {@code simple-bus} (drivers/bus/simple-pm-bus.c). */
  private static final String BUS = "simple-pm-bus";

  /** The buses whose devices exist only because their controllers were replaced. */
  private static final Set<String> ON_SIMULATED_LINES = Set.of("spi", "i2c");

  /** {@return the report as text} */
  String text(boolean all, Terminal terminal) {
    List<SeenSystem.Device> shown =
        report.seen().devices().stream()
            .filter(device -> all || report.isDeclared(device) || matters(device))
            .toList();
    StringBuilder out = new StringBuilder();
    out.append(
        table(
            terminal,
            TryReport.CHIP.tableOf(
                report.namedChips().stream()
                    .filter(chip -> all || !isOfBuses(chip.chip().node()))
                    .toList())));
    out.append(
        table(
            terminal, new Table(List.of("DEVICE", "BUS", "DRIVER", "NODE", "NOTE"), rows(shown))));
    out.append(table(terminal, TryReport.NODE.tableOf(report.deviceNodes())));
    report.state().errors().forEach(line -> line(out, "journal: ", line));
    report.state().failed().forEach(unit -> line(out, "failed: ", unit));
    List<OnlyOnBoard> onlyOnBoard = report.onlyOnBoard();
    if (all) {
      out.append(table(terminal, TryReport.ONLY_ON_BOARD.tableOf(onlyOnBoard)));
      out.append(table(terminal, TryReport.DROPPED.tableOf(report.booted().dropped())));
    }
    report.board().added().forEach(n -> line(out, "added from the declaration: ", n.text()));
    report.board().without().parts().forEach(part -> line(out, "", TryReport.text(part)));
    out.append(summary(shown.size(), onlyOnBoard));
    return out.toString();
  }

  /** Returns a table and an empty line; empty text if there are no rows. */
  private static String table(Terminal terminal, Table table) {
    return table.rows().isEmpty() ? "" : table.text(terminal) + "\n";
  }

  private static void line(StringBuilder out, String what, String text) {
    out.append(what).append(Shown.masked(text)).append('\n');
  }

  /** Returns the rows of devices, those of declared devices first. */
  private List<List<String>> rows(List<SeenSystem.Device> shown) {
    List<List<String>> rows = new ArrayList<>();
    List<TryReport.Absent> absent = report.absent();
    for (NodePath node : report.board().declared()) {
      shown.stream()
          .filter(device -> device.node().equals(node))
          .map(this::cells)
          .forEach(rows::add);
      absent.stream()
          .filter(one -> one.node().equals(node))
          .map(one -> List.of("-", "-", "-", node.text(), "no device here: " + one.reason()))
          .forEach(rows::add);
    }
    shown.stream().filter(device -> !report.isDeclared(device)).map(this::cells).forEach(rows::add);
    return rows;
  }

  /**
   * Returns whether to show a device by default. Most devices have no driver only because the
   * sandbox's kernel has few drivers.
   */
  private boolean matters(SeenSystem.Device device) {
    return device.driver().filter(driver -> !isStandIn(device) && !driver.equals(BUS)).isPresent()
        || TryReport.trouble(device).isPresent()
        || ON_SIMULATED_LINES.contains(device.bus())
        || isUnbound(device)
        || isCandidate(device);
  }

  /** Whether a device is the controller of a bus that should exist, and has no driver. */
  private boolean isUnbound(SeenSystem.Device device) {
    return device.driver().isEmpty()
        && bus(device).filter(SimulatedBus::hasLines).filter(TryText::isSimulated).isPresent();
  }

  private Optional<SimulatedBus> bus(SeenSystem.Device device) {
    return Optional.ofNullable(report.booted().buses().get(device.node()));
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
        || bus(device).filter(TryText::isSimulated).isPresent()
        || report.booted().chips().stream()
            .anyMatch(c -> c.inPlace() && c.controller().equals(device.node()));
  }

  private boolean isCandidate(SeenSystem.Device device) {
    return device.driver().isEmpty()
        && report.booted().tree().node(device.node()).filter(NodeStatus::isCandidate).isPresent();
  }

  private String summary(int shown, List<OnlyOnBoard> onlyOnBoard) {
    long driven = report.seen().devices().stream().filter(d -> d.driver().isPresent()).count();
    long waiting = report.seen().devices().stream().filter(d -> d.waits().isPresent()).count();
    long refused = report.seen().devices().stream().filter(d -> d.refused().isPresent()).count();
    int more = report.seen().devices().size() - shown;
    String text =
        "Linux %s: %s, %d with a driver, %d waiting%s; %s%n"
            .formatted(
                report.seen().release(),
                Phrases.count(report.seen().devices().size(), "device"),
                driven,
                waiting,
                refused == 0 ? "" : ", " + refused + " refused",
                Phrases.count(
                    report.seen().chips().stream().filter(c -> !isOfBuses(c.node())).count(),
                    "chip"));
    long assumed = report.booted().chips().stream().filter(chip -> chip.source().isEmpty()).count();
    if (!report.booted().chips().isEmpty()) {
      text +=
          "simulated: %s%s%n"
              .formatted(
                  Phrases.count(report.booted().chips().size(), "controller"),
                  assumed == 0 ? "" : ", with assumed line counts for " + assumed + " of them");
    }
    text += buses() + OnlyOnBoard.text(onlyOnBoard);
    if (!report.booted().dropped().isEmpty()) {
      text += "dropped: " + dropped() + "\n";
    }
    boolean hidden = more > 0 || !report.booted().dropped().isEmpty();
    boolean complete = shown == report.seen().devices().size();
    return hidden && !complete
        ? text + "use -v to list all devices and everything that was dropped\n"
        : text;
  }

  /** Returns lines about SPI and I²C controllers; empty text if there are none. */
  private String buses() {
    List<SimulatedBus> buses =
        report.booted().buses().values().stream()
            .filter(bus -> bus.hasLines() || bus.leftOut())
            .toList();
    List<SimulatedBus> simulated = buses.stream().filter(TryText::isSimulated).toList();
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
    long spi = buses.stream().filter(bus -> bus.kind() == DriverKind.SPI).count();
    long i2c = buses.stream().filter(bus -> bus.kind() == DriverKind.I2C).count();
    long others = buses.size() - spi - i2c;
    return Stream.of(
            spi == 0 ? "" : Phrases.count(spi, "SPI controller"),
            i2c == 0 ? "" : Phrases.count(i2c, "I²C controller"),
            others == 0 ? "" : Phrases.count(others, "other bus controller"))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private String dropped() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Dropped dropped : report.booted().dropped()) {
      counts.merge(dropped.isNode() ? "nodes" : dropped.property(), 1, Integer::sum);
    }
    List<Map.Entry<String, Integer>> most = new ArrayList<>(counts.entrySet());
    most.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()));
    List<String> texts = new ArrayList<>();
    int others = 0;
    for (Map.Entry<String, Integer> entry : most) {
      if (texts.size() < SHOWN_PROPERTIES || entry.getKey().equals("nodes")) {
        boolean one = entry.getKey().equals("nodes") && entry.getValue() == 1;
        texts.add(entry.getValue() + " " + (one ? "node" : Shown.masked(entry.getKey())));
      } else {
        others += entry.getValue();
      }
    }
    return String.join(", ", texts) + (others == 0 ? "" : ", " + others + " others");
  }

  private List<String> cells(SeenSystem.Device device) {
    String note = TryReport.trouble(device).orElseGet(() -> note(device));
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
    return isCandidate(device) ? Phrases.CANDIDATE : "";
  }
}
