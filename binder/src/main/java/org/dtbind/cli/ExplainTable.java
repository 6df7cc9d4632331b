// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.device.DriverctlOverrides;
import org.dtbind.explain.LiveChain;
import org.dtbind.explain.LiveChain.DeviceChain;
import org.dtbind.explain.LiveChain.Supply;
import org.dtbind.gpio.GpioChip;
import org.dtbind.linux.Population;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.LineFlag;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;

/** Chains for people: rows of link, name and more about it; a link's further rows have no link. */
final class ExplainTable {

  /** What is told of the controller of a line, besides the line. */
  private static final Set<String> OF_A_CONTROLLER =
      Set.of("label", "alias", "compatible", "gpio-line-names");

  /** The link of an end that somebody has to do something about. */
  static final String ENDS = "ends";

  /** The link of an end where nothing is known to be wrong. */
  static final String SO_FAR = "so far";

  private ExplainTable() {}

  /** Returns the rows of what a tree alone says. */
  static List<List<String>> foretold(NodeChain node, ChainEnd end) {
    List<List<String>> rows = node(node);
    String how = node.population() instanceof Population.Device ? "" : node.population().text();
    boolean waits = !how.isEmpty() && !NodeChain.devices(node.population()).isEmpty();
    for (Population.Device device : NodeChain.devices(node.population())) {
      String name = device.bus() + "/" + device.name();
      rows.add(row("device", name, how.isEmpty() ? "foretold" : "foretold: " + how));
    }
    node.chip().ifPresent(chip -> rows.add(chip(chip)));
    rows.addAll(lines(node.lines().stream().map(LineRow::of).toList()));
    String link = "takes";
    for (LineUse use : node.uses()) {
      rows.add(row(link, entry(use), line(use) + flags(use)));
      link = "";
    }
    // What a device waits for stands beside it already.
    for (List<String> row : end(end)) {
      rows.add(waits && row.get(2).equals(how) ? row(row.get(0), row.get(1), "") : row);
    }
    return rows;
  }

  /** Returns the rows of what is on a system. */
  static List<List<String>> live(LiveChain chain) {
    List<List<String>> rows = new ArrayList<>();
    chain.node().ifPresent(node -> rows.addAll(node(node)));
    chain.devices().forEach(device -> rows.addAll(device(device)));
    rows.addAll(lines(ExplainReport.lines(chain)));
    String link = "takes";
    for (Supply supply : chain.supplies()) {
      rows.add(row(link, entry(supply.use()), line(supply.use()) + where(supply)));
      link = "";
    }
    chain.end().ifPresent(end -> rows.addAll(end(end)));
    return rows;
  }

  /** Returns the rows that say why a chain goes no further: a row for each cause. */
  static List<List<String>> end(ChainEnd end) {
    List<List<String>> rows = new ArrayList<>();
    List<String> reasons = List.of(end.reason().split(ChainEnd.THEN, -1));
    boolean clear = reasons.get(0).startsWith(ChainEnd.CLEAR);
    rows.add(
        clear
            ? row(
                SO_FAR,
                "nothing stands in the way",
                reasons.get(0).substring(ChainEnd.CLEAR.length()))
            : row(ENDS, "after the " + link(end.after()), reasons.get(0)));
    reasons.stream().skip(1).forEach(reason -> rows.add(row("", "then", reason)));
    String link = "next";
    for (String next : end.next()) {
      rows.add(row(link, "", next));
      link = "";
    }
    return rows;
  }

  /** Returns the word for a link. */
  static String link(ChainEnd.Link link) {
    return link.name().toLowerCase(Locale.ROOT);
  }

  private static List<List<String>> node(NodeChain node) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("node", node.node().text(), places(node.places().node())));
    if (!node.labels().isEmpty()) {
      rows.add(row("", "label", node.labels().stream().collect(Collectors.joining(", "))));
    }
    if (!node.aliases().isEmpty()) {
      rows.add(row("", "alias", String.join(", ", node.aliases())));
    }
    if (node.places().properties().isEmpty() && !node.compatible().isEmpty()) {
      rows.add(row("", "compatible", compatible(node)));
    }
    for (Map.Entry<String, List<Origin>> property : node.places().properties().entrySet()) {
      String value = property.getKey().equals("compatible") ? compatible(node) + "  " : "";
      rows.add(row("", property.getKey(), value + places(property.getValue())));
    }
    return rows;
  }

  private static String compatible(NodeChain node) {
    return node.compatible().stream()
        .map(name -> '"' + name + '"')
        .collect(Collectors.joining(", "));
  }

  /** The place that counts comes last in a tree, and first for people. */
  private static String places(List<Origin> places) {
    if (places.isEmpty()) {
      return "";
    }
    String last = places.get(places.size() - 1).place();
    return places.size() == 1
        ? last
        : last
            + ", before that "
            + places.subList(0, places.size() - 1).stream()
                .map(Origin::place)
                .collect(Collectors.joining(", "));
  }

  private static List<List<String>> device(DeviceChain chain) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("device", chain.device().id(), chain.device().folder()));
    chain.driver().ifPresent(driver -> rows.add(row("driver", driver, "")));
    chain.driverctl().ifPresent(driver -> rows.add(driverctl(chain, driver)));
    String link = "/dev";
    for (String file : chain.files()) {
      String more =
          chain.chips().stream()
              .filter(chip -> chip.device().equals(file))
              .map(ExplainTable::chip)
              .findFirst()
              .orElse("");
      rows.add(row(link, file, more));
      link = "";
    }
    return rows;
  }

  private static List<String> driverctl(DeviceChain chain, String driver) {
    String file = DriverctlOverrides.path(chain.device());
    return row(
        "override",
        driver,
        "driverctl sets it whenever the device is added, as at each boot: " + file);
  }

  private static String chip(GpioChip chip) {
    return chip.label().map(label -> "GPIO chip \"" + label + '"').orElse("GPIO chip");
  }

  private static List<String> chip(GpioController chip) {
    String label = chip.label().map(l -> " \"" + Bytes.latin1(l).utf8() + '"').orElse("");
    String what =
        switch (chip.kind()) {
          case AGGREGATOR -> "once gpio-aggregator is bound to it";
          case SIMULATED -> "made by gpio-sim";
          case CONTROLLER -> "once its driver is bound to it";
        };
    return row("/dev", "gpiochipN", "GPIO chip" + label + ", " + what);
  }

  private static List<List<String>> lines(List<LineRow> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (LineRow line : lines) {
      String more =
          offset(line.offset())
              + " of "
              + line.chip()
              + line.direction().map(d -> ", " + d).orElse("")
              + (line.activeLow() ? ", active-low" : "")
              + line.consumer().map(c -> ", taken by " + c).orElse("");
      rows.add(row(rows.isEmpty() ? "lines" : "", line.name().isEmpty() ? "-" : line.name(), more));
    }
    return rows;
  }

  /**
   * Returns the rows of a chain where a line was asked for: the line first, and of its controller
   * only what leads to it.
   *
   * @param rows of the chain
   * @param name of the line
   * @param lister the command that shows all lines
   */
  static List<List<String>> ofLine(List<List<String>> rows, String name, String lister) {
    List<List<String>> line = new ArrayList<>();
    List<List<String>> rest = new ArrayList<>();
    boolean controller = rows.stream().anyMatch(row -> row.get(1).equals("gpio-controller"));
    int others = 0;
    String link = "";
    for (List<String> row : rows) {
      boolean begins = !row.get(0).isEmpty();
      link = begins ? row.get(0) : link;
      if (link.equals("lines") && row.get(1).equals(name)) {
        line.add(row(line.isEmpty() ? "line" : "", name, row.get(2)));
      } else if (link.equals("lines")) {
        others++;
      } else if (begins
          || !controller
          || !link.equals("node")
          || OF_A_CONTROLLER.contains(row.get(1))) {
        rest.add(row);
      }
    }
    if (others > 0) {
      String text =
          "the chip has "
              + Messages.count(others, "other line")
              + " with a name or user: "
              + lister;
      line.add(row("", "", text));
    }
    line.addAll(rest);
    return line;
  }

  private static String entry(LineUse use) {
    return use.property() + "[" + use.index() + "]";
  }

  private static String line(LineUse use) {
    return offset(use.offset()) + " of " + use.controller();
  }

  /** Drivers whose specifiers have banks count in ways of their own. */
  private static String offset(int offset) {
    return offset < 0 ? "a line" : "line " + offset;
  }

  private static String flags(LineUse use) {
    return use.flags().stream()
        .map(LineFlag::text)
        .map(f -> ", " + f)
        .collect(Collectors.joining());
  }

  private static String where(Supply supply) {
    String chip =
        supply
            .chip()
            .map(c -> ", which is " + c.name() + c.label().map(l -> " [" + l + "]").orElse(""))
            .orElse(", which has no chip");
    String consumer =
        supply.place().flatMap(p -> p.line().consumer()).map(c -> ", taken by " + c).orElse("");
    return flags(supply.use()) + chip + consumer;
  }

  private static List<String> row(String link, String name, String more) {
    return List.of(link, name, more);
  }
}
