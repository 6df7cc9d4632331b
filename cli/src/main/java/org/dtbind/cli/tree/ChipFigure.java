// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dtbind.explain.LiveChain;
import org.dtbind.explain.LiveChain.Supply;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.GpioController.ChipKind;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.LineFlag;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.picture.Figure.Chip;
import org.dtbind.picture.Figure.Offsets;
import org.dtbind.picture.Figure.Pin;
import org.dtbind.picture.Figure.Source;
import org.dtbind.picture.Figure.State;
import org.dtbind.picture.Figure.Use;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/** Converts a GPIO chip or controller to a figure with lines. */
final class ChipFigure {

  /** The property that lists the lines of an aggregator. */
  private static final String GPIOS = "gpios";

  private static final String RESERVED = "reserved: Linux must not use it";

  /** The maximum number of lines in a drawing, which limits the output for hostile trees. */
  private static final int MOST = 4096;

  private ChipFigure() {}

  /**
   * Returns the source lines of an aggregator. The key is the offset in the aggregator, which is
   * the index of the entry in {@code gpios}.
   */
  static Map<Integer, Source> sources(LiveChain chain) {
    Map<Integer, Source> sources = new HashMap<>();
    for (Supply supply : chain.supplies()) {
      if (supply.use().property().equals(GPIOS)) {
        String line =
            supply.place().map(place -> place.line().name()).filter(n -> !n.isEmpty()).orElse("");
        String chip = supply.chip().map(GpioChip::text).orElse(supply.use().controller().text());
        sources.put(supply.use().index(), source(chip, supply.use().offset(), line));
      }
    }
    return sources;
  }

  /** Returns the source lines of each node, which is an aggregator if it has a chip. */
  private static Map<NodePath, Map<Integer, Source>> sources(GpioTree gpio) {
    Map<NodePath, Map<Integer, Source>> sources = new HashMap<>();
    for (TreeLine line : gpio.lines()) {
      for (LineUse use : line.uses()) {
        if (use.property().equals(GPIOS)) {
          String name = Bytes.latin1(line.name()).utf8();
          String chip = line.controller().node().text();
          sources
              .computeIfAbsent(use.node(), any -> new HashMap<>())
              .put(use.index(), source(chip, line.offset(), name));
        }
      }
    }
    return sources;
  }

  private static Source source(String chip, Optional<Integer> offset, String name) {
    return new Source(
        chip, (offset.map(at -> Integer.toString(at)).orElse("?") + "  " + name).strip());
  }

  /** {@return the controllers of a tree at the wanted nodes} */
  static List<Chip> of(GpioTree gpio, Predicate<NodePath> wanted) {
    Map<NodePath, List<TreeLine>> lines =
        gpio.lines().stream().collect(Collectors.groupingBy(line -> line.controller().node()));
    Map<NodePath, Map<Integer, Source>> sources = sources(gpio);
    List<Chip> chips = new ArrayList<>();
    for (GpioController controller : gpio.controllers()) {
      NodePath node = controller.node();
      if (wanted.test(node)) {
        boolean aggregator = controller.kind() == ChipKind.AGGREGATOR;
        chips.add(
            of(
                controller,
                lines.getOrDefault(node, List.of()),
                aggregator ? sources.getOrDefault(node, Map.of()) : Map.of()));
      }
    }
    return chips;
  }

  private static Chip of(
      GpioController controller, List<TreeLine> lines, Map<Integer, Source> sources) {
    ReservedLines reserved = ReservedLines.of(controller.reserved());
    List<Pin> pins = new ArrayList<>();
    long next = 0;
    for (TreeLine line : lines) {
      if (pins.size() > MOST) {
        break;
      }
      if (line.offset().isEmpty()) {
        pins.add(
            new Pin(
                Optional.empty(), Use.USED, "only its driver knows the offset; " + users(line)));
        continue;
      }
      int offset = line.offset().get();
      between(pins, next, offset, reserved);
      next = offset + 1L;
      boolean kept = reserved.contains(offset);
      pins.add(
          new Pin(
              Optional.of(new Offsets(offset, offset)),
              Bytes.latin1(line.name()).utf8(),
              use(line, kept),
              text(line, kept),
              Optional.ofNullable(sources.get(offset))));
    }
    between(pins, next, controller.lines().orElse(0), reserved);
    if (pins.size() > MOST) {
      pins.subList(MOST, pins.size()).clear();
      pins.add(new Pin(Optional.empty(), Use.MORE, "more lines than are drawn here"));
    }
    List<String> about = new ArrayList<>();
    about.add(
        switch (controller.kind()) {
              case CONTROLLER -> "GPIO controller ";
              case SIMULATED -> "GPIO controller of gpio-sim, ";
              case AGGREGATOR -> "GPIO chip of gpio-aggregator for ";
            }
            + controller.node());
    controller.label().ifPresent(label -> about.add("label " + Bytes.latin1(label).utf8()));
    about.add(
        controller.lines().isPresent()
            ? Integer.toUnsignedString(controller.lines().getAsInt()) + " lines"
            : "the tree does not specify its number of lines");
    return new Chip(about, State.PREDICTED, pins);
  }

  /**
   * Adds lines without names and users, until there are more pins than a drawing may have. Each run
   * of such lines, or of reserved lines, becomes a single pin.
   */
  private static void between(List<Pin> pins, long from, long to, ReservedLines reserved) {
    long start = from;
    for (long end : reserved.ends(from, to)) {
      boolean kept = reserved.contains(start);
      pins.add(
          new Pin(
              Optional.of(new Offsets(start, end - 1)),
              kept ? Use.RESERVED : Use.SEVERAL,
              kept ? RESERVED : "unnamed and unused"));
      start = end;
      if (pins.size() > MOST) {
        return;
      }
    }
  }

  private static Use use(TreeLine line, boolean reserved) {
    if (line.isContested()) {
      return Use.CONTESTED;
    }
    if (reserved) {
      return Use.RESERVED;
    }
    if (line.uses().isEmpty()) {
      return Use.FREE;
    }
    return line.uses().get(0).hog() ? Use.HOG : Use.USED;
  }

  private static String text(TreeLine line, boolean reserved) {
    String users = users(line);
    if (users.isEmpty()) {
      return reserved ? RESERVED : "free";
    }
    return reserved ? users + "; " + RESERVED : users;
  }

  private static String users(TreeLine line) {
    String users = line.uses().stream().map(ChipFigure::user).collect(Collectors.joining(" and "));
    long requests = line.uses().stream().filter(use -> !use.isInterrupt()).count();
    return requests > 1 ? "requested by " + requests + ": " + users : users;
  }

  private static String user(LineUse use) {
    String flags =
        use.flags().stream().map(flag -> ", " + flag.text()).collect(Collectors.joining());
    return use.hog()
        ? "hog " + use.node() + flags
        : use.node() + " " + use.property() + "[" + use.index() + "]" + flags;
  }

  static Chip of(GpioChip chip, Map<Integer, Source> sources) {
    ReservedLines none = ReservedLines.of(List.of());
    List<Pin> pins = new ArrayList<>();
    int from = 0;
    for (GpioLine line : chip.lines()) {
      if (line.name().isEmpty() && !line.used() && !sources.containsKey(line.offset())) {
        continue;
      }
      between(pins, from, line.offset(), none);
      from = line.offset() + 1;
      String flags = line.activeLow() ? ", " + LineFlag.ACTIVE_LOW.text() : "";
      String user = line.used() ? "used by " + line.consumer().orElse("the kernel") : "free";
      pins.add(
          new Pin(
              Optional.of(new Offsets(line.offset(), line.offset())),
              line.name(),
              line.used() ? Use.USED : Use.FREE,
              user + ", " + line.direction().text() + flags,
              Optional.ofNullable(sources.get(line.offset()))));
    }
    between(pins, from, chip.lines().size(), none);
    List<String> about = new ArrayList<>();
    about.add("GPIO chip " + chip.text());
    chip.node().ifPresent(node -> about.add("node " + node));
    about.add(
        chip.unreadable()
            .map(why -> "its lines cannot be read: " + why.text())
            .orElse(chip.lines().size() + " lines"));
    return new Chip(about, State.THERE, pins);
  }
}
