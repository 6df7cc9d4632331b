// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;

/**
 * A link of a chain, from which tables show rows and drawings show boxes.
 *
 * @param texts the texts of the link; the first one names the link, if it has a name
 */
record ChainLink(Kind kind, List<Text> texts) {

  /** The most characters of a value; the columns after it should stay on the screen. */
  private static final int MAX_VALUE = 60;

  enum Kind {
    NODE("node"),
    DEVICE("device"),
    DRIVER("driver"),
    OVERRIDE("override"),
    FILE("/dev"),
    /** A line that the user requested by name. */
    LINE("line"),
    LINES("lines"),
    TAKES("uses"),
    /** The end of a chain without a known error. */
    SO_FAR("so far"),
    /** The end of a chain that requires action. */
    ENDS("ends"),
    NEXT("next"),
    /** Not a link, but the separator between two chains. */
    BETWEEN("");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** What a text of a node is about. */
  enum What {
    LABELS,
    ALIASES,
    PROPERTY,
    OTHER
  }

  /** A name and details. */
  record Text(What what, String name, String more) {

    Text(String name, String more) {
      this(What.OTHER, name, more);
    }

    boolean isProperty(String property) {
      return what == What.PROPERTY && name.equals(property);
    }
  }

  static final ChainLink BETWEEN = link(Kind.BETWEEN, "", "");

  private static ChainLink link(Kind kind, String name, String more) {
    return new ChainLink(kind, List.of(new Text(name, more)));
  }

  private static void add(List<ChainLink> links, Kind kind, List<Text> texts) {
    if (!texts.isEmpty()) {
      links.add(new ChainLink(kind, texts));
    }
  }

  /** {@return rows with kind, name and details; only the first row has the kind} */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    texts.forEach(
        text -> rows.add(List.of(rows.isEmpty() ? kind.toString() : "", text.name(), text.more())));
    return rows;
  }

  /** {@return the links that a tree predicts for a node} */
  static List<ChainLink> predicted(NodeChain node, ChainEnd end) {
    List<ChainLink> links = new ArrayList<>(List.of(node(node)));
    String text = node.population() instanceof Population.Device ? "" : node.population().text();
    List<Population.Device> devices = NodeChain.devices(node.population());
    for (Population.Device device : devices) {
      String name = device.bus() + "/" + device.name();
      links.add(link(Kind.DEVICE, name, text.isEmpty() ? "predicted" : "predicted: " + text));
    }
    node.chip().ifPresent(chip -> links.add(chip(chip)));
    add(links, Kind.LINES, lines(node.lines().stream().map(LineRow::of).toList()));
    add(
        links,
        Kind.TAKES,
        node.uses().stream().map(use -> new Text(entry(use), line(use) + flags(use))).toList());
    // The row of the device already shows what it waits for. No row repeats another one, so this
    // compares what the rows show: both texts are made of the same prediction.
    for (ChainLink link : end(end)) {
      links.add(
          new ChainLink(
              link.kind,
              link.texts.stream()
                  .map(t -> !devices.isEmpty() && t.more.equals(text) ? new Text(t.name, "") : t)
                  .toList()));
    }
    return links;
  }

  /** {@return the links of a node or device on a running system} */
  static List<ChainLink> live(LiveChain chain, List<LineRow> lines) {
    List<ChainLink> links = new ArrayList<>();
    chain.node().ifPresent(node -> links.add(node(node)));
    chain.devices().forEach(device -> device(links, device));
    add(links, Kind.LINES, lines(lines));
    add(
        links,
        Kind.TAKES,
        chain.supplies().stream()
            .map(s -> new Text(entry(s.use()), line(s.use()) + where(s)))
            .toList());
    chain.end().ifPresent(end -> links.addAll(end(end)));
    return links;
  }

  /** {@return the reasons for which a chain ends, and what to do about it} */
  static List<ChainLink> end(ChainEnd end) {
    String first = end.reasons().get(0);
    List<Text> why = new ArrayList<>();
    why.add(
        end.clear()
            ? new Text("nothing blocks it", first)
            : new Text("after the " + ChainViews.LINKS.of(end.after()), first));
    end.reasons().stream().skip(1).forEach(reason -> why.add(new Text("then", reason)));
    List<ChainLink> links = new ArrayList<>();
    links.add(new ChainLink(end.clear() ? Kind.SO_FAR : Kind.ENDS, why));
    add(links, Kind.NEXT, end.next().stream().map(next -> new Text("", next)).toList());
    return links;
  }

  private static ChainLink node(NodeChain node) {
    List<Text> texts = new ArrayList<>();
    texts.add(new Text(node.node().text(), places(node.places().node())));
    if (!node.labels().isEmpty()) {
      texts.add(new Text(What.LABELS, "label", String.join(", ", node.labels())));
    }
    if (!node.aliases().isEmpty()) {
      texts.add(new Text(What.ALIASES, "alias", String.join(", ", node.aliases())));
    }
    if (node.places().properties().isEmpty() && !node.compatible().isEmpty()) {
      texts.add(new Text(What.PROPERTY, "compatible", compatible(node)));
    }
    for (Map.Entry<String, List<Origin>> property : node.places().properties().entrySet()) {
      String value = shortened(node.values().getOrDefault(property.getKey(), ""));
      String places = places(property.getValue());
      String text = value.isEmpty() ? places : value + "  " + places;
      texts.add(new Text(What.PROPERTY, property.getKey(), text));
    }
    return new ChainLink(Kind.NODE, texts);
  }

  private static String shortened(String value) {
    return value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "…" : value;
  }

  private static String compatible(NodeChain node) {
    return node.compatible().stream()
        .map(name -> '"' + name + '"')
        .collect(Collectors.joining(", "));
  }

  /**
   * Lists places in source as text. The tree lists the place that takes effect last; the text
   * begins with it.
   */
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

  private static void device(List<ChainLink> links, DeviceChain chain) {
    links.add(link(Kind.DEVICE, chain.device().id(), chain.device().directory()));
    chain.driver().ifPresent(driver -> links.add(link(Kind.DRIVER, driver, "")));
    chain.driverctl().ifPresent(driver -> links.add(driverctl(chain, driver)));
    List<Text> files = new ArrayList<>();
    for (String file : chain.files()) {
      String more =
          chain.chips().stream()
              .filter(chip -> chip.device().equals(file))
              .map(ChainLink::chip)
              .findFirst()
              .orElse("");
      files.add(new Text(file, more));
    }
    chain.beyond().forEach(more -> files.add(new Text("", more)));
    add(links, Kind.FILE, files);
  }

  private static ChainLink driverctl(DeviceChain chain, String driver) {
    String file = DriverctlOverrides.path(chain.device());
    return link(
        Kind.OVERRIDE,
        driver,
        "driverctl sets it whenever the device is added, such as at each boot: " + file);
  }

  private static String chip(GpioChip chip) {
    return chip.label().map(label -> "GPIO chip \"" + label + '"').orElse("GPIO chip");
  }

  private static ChainLink chip(GpioController chip) {
    String label = chip.label().map(l -> " \"" + Bytes.latin1(l).utf8() + '"').orElse("");
    String what =
        switch (chip.kind()) {
          case AGGREGATOR -> "after gpio-aggregator is bound to it";
          case SIMULATED -> "created by gpio-sim";
          case CONTROLLER -> "after its driver is bound to it";
        };
    return link(Kind.FILE, "gpiochipN", "GPIO chip" + label + ", " + what);
  }

  private static List<Text> lines(List<LineRow> lines) {
    List<Text> texts = new ArrayList<>();
    for (LineRow line : lines) {
      String more =
          offset(line.offset())
              + " of "
              + line.chip()
              + line.direction().map(d -> ", " + d).orElse("")
              + (line.activeLow() ? ", active-low" : "")
              + line.consumer().map(c -> ", used by " + c).orElse("");
      texts.add(new Text(line.name().isEmpty() ? "-" : line.name(), more));
    }
    return texts;
  }

  private static String entry(LineUse use) {
    return use.property() + "[" + use.index() + "]";
  }

  private static String line(LineUse use) {
    return offset(use.offset()) + " of " + use.controller();
  }

  /**
   * The offset is unknown if specifiers of the controller have banks, which only its driver can
   * interpret.
   */
  private static String offset(Optional<Integer> offset) {
    return offset.map(known -> "line " + known).orElse("a line");
  }

  private static String flags(LineUse use) {
    return use.flags().stream().map(flag -> ", " + flag.text()).collect(Collectors.joining());
  }

  private static String where(Supply supply) {
    String chip =
        supply
            .chip()
            .map(c -> ", which is " + c.name() + c.label().map(l -> " [" + l + "]").orElse(""))
            .orElse(", which has no chip");
    String consumer =
        supply.place().flatMap(p -> p.line().consumer()).map(c -> ", used by " + c).orElse("");
    return flags(supply.use()) + chip + consumer;
  }
}
