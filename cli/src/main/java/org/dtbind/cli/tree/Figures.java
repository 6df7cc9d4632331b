// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.cli.tree.ChainLink.Kind;
import org.dtbind.cli.tree.ChainLink.Told;
import org.dtbind.explain.Explanation.Found;
import org.dtbind.explain.LiveChain;
import org.dtbind.explain.LiveChain.Supply;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.LineFlag;
import org.dtbind.linux.gpio.LineRange;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.picture.Figure;
import org.dtbind.picture.Figure.Box;
import org.dtbind.picture.Figure.Chip;
import org.dtbind.picture.Figure.Pin;
import org.dtbind.picture.Figure.Source;
import org.dtbind.picture.Figure.State;
import org.dtbind.picture.Figure.Use;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/** Chains and controllers as figures: the links that people are told of, and chips with pins. */
public final class Figures {

  /** What a table tells of a node and a drawing does, too. */
  private static final Set<String> NODE = Set.of("label", "alias", "compatible");

  private static final List<String> PREDICTED_LAST =
      List.of(Kind.ENDS, Kind.SO_FAR, Kind.FILE, Kind.TAKES).stream().map(Kind::toString).toList();

  /** The property with an aggregator's lines. */
  private static final String GPIOS = "gpios";

  private static final String RESERVED = "reserved: Linux must not use it";

  /** Most lines that a chip is drawn with one by one, by which a hostile tree draws no more. */
  private static final int MOST = 4096;

  private Figures() {}

  /** {@return the chain of a node as a tree predicts it, and the pins of chips at or below it} */
  static Figure predicted(GpioTree gpio, NodeChain node, ChainEnd end) {
    List<Chip> chips = new ArrayList<>();
    for (GpioController controller : gpio.controllers()) {
      if (isAtOrBelow(controller.node(), node.node())) {
        chips.add(chip(gpio, controller));
      }
    }
    List<Box> boxes = boxes(ChainLink.predicted(node, end), State.PREDICTED);
    // What is to be done to get the file in /dev is drawn before it.
    boxes.sort(Comparator.comparing(box -> PREDICTED_LAST.indexOf(box.kind())));
    return new Figure(node.node().text() + ", as predicted", boxes, chips);
  }

  /** {@return what there is on a system} */
  static Figure live(Found found) {
    List<Box> boxes = new ArrayList<>();
    List<Chip> chips = new ArrayList<>();
    for (LiveChain chain : found.chains()) {
      boxes.addAll(boxes(ChainLink.live(chain, List.of()), State.THERE));
      Map<Integer, Source> sources = sources(chain);
      chain
          .devices()
          .forEach(device -> device.chips().forEach(chip -> chips.add(chip(chip, sources))));
    }
    found.end().ifPresent(end -> boxes.addAll(boxes(ChainLink.end(end), State.THERE)));
    return new Figure(found.wanted(), boxes, chips);
  }

  /** {@return controllers with their pins; free ones that follow each other are one} */
  public static Figure controllers(GpioTree gpio, Set<NodePath> nodes) {
    List<Chip> chips =
        gpio.controllers().stream()
            .filter(controller -> nodes.contains(controller.node()))
            .map(controller -> withoutFree(chip(gpio, controller)))
            .toList();
    return new Figure("GPIO controllers and their lines", List.of(), chips);
  }

  private static Chip withoutFree(Chip chip) {
    List<Pin> pins = new ArrayList<>();
    List<Pin> free = new ArrayList<>();
    for (Pin pin : chip.pins()) {
      if (pin.use() == Use.FREE || pin.use() == Use.SEVERAL) {
        free.add(pin);
      } else {
        addFree(pins, free);
        pins.add(pin);
      }
    }
    addFree(pins, free);
    return new Chip(chip.lines(), chip.state(), pins);
  }

  private static void addFree(List<Pin> pins, List<Pin> free) {
    if (free.size() < 3) {
      pins.addAll(free);
    } else {
      String first = free.get(0).offset().split("–", 2)[0];
      String[] last = free.get(free.size() - 1).offset().split("–", -1);
      pins.add(new Pin(first + "–" + last[last.length - 1], "", Use.SEVERAL, "free"));
    }
    free.clear();
  }

  private static boolean isAtOrBelow(NodePath path, NodePath top) {
    String start = top.text().equals("/") ? "/" : top.text() + "/";
    return path.equals(top) || path.text().startsWith(start);
  }

  private static List<Box> boxes(List<ChainLink> links, State made) {
    List<Box> boxes = new ArrayList<>();
    for (ChainLink link : links) {
      List<String> lines = lines(link);
      switch (link.kind()) {
        case NODE -> boxes.add(box(link, boxes.isEmpty() ? State.THERE : State.ASIDE, lines));
        case TAKES -> boxes.add(box(link, State.ASIDE, lines));
        case ENDS -> boxes.add(box(link, State.ENDS, lines));
        case NEXT -> {
          Box end = boxes.remove(boxes.size() - 1);
          List<String> all = new ArrayList<>(end.lines());
          all.addAll(lines);
          boxes.add(new Box(end.kind(), end.state(), all));
        }
        // Lines are drawn at their chip.
        case LINE, LINES, BETWEEN -> {}
        default -> boxes.add(box(link, made, lines));
      }
    }
    // What stands beside the chain goes below it.
    boxes.sort(Comparator.comparing(box -> box.kind().equals(Kind.TAKES.toString())));
    return boxes;
  }

  private static Box box(ChainLink link, State state, List<String> lines) {
    return new Box(link.kind().toString(), state, lines);
  }

  /** What is said of a link: its name and more are lines of their own, all else is one. */
  private static List<String> lines(ChainLink link) {
    List<String> lines = new ArrayList<>();
    for (Told told : link.told()) {
      boolean first = lines.isEmpty();
      Stream<String> texts = Stream.of(told.name(), told.more()).filter(text -> !text.isEmpty());
      if (first && link.kind() == Kind.NEXT) {
        lines.add("next  " + told.more());
      } else if (first && link.kind() != Kind.TAKES) {
        texts.forEach(lines::add);
      } else if (link.kind() != Kind.NODE || NODE.contains(told.name())) {
        lines.add(texts.collect(Collectors.joining("  ")));
      }
    }
    return lines;
  }

  /** The lines that an aggregator takes, by the offsets that they get: in the order of "gpios". */
  private static Map<Integer, Source> sources(LiveChain chain) {
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

  private static Map<Integer, Source> sources(GpioTree gpio, NodePath aggregator) {
    Map<Integer, Source> sources = new HashMap<>();
    for (TreeLine line : gpio.lines()) {
      for (LineUse use : line.uses()) {
        if (use.node().equals(aggregator) && use.property().equals(GPIOS)) {
          String name = Bytes.latin1(line.name()).utf8();
          String chip = line.controller().node().text();
          sources.put(use.index(), source(chip, line.offset(), name));
        }
      }
    }
    return sources;
  }

  private static Source source(String chip, int offset, String name) {
    return new Source(chip, ((offset < 0 ? "?" : Integer.toString(offset)) + "  " + name).strip());
  }

  private static Chip chip(GpioTree gpio, GpioController controller) {
    Map<Integer, Source> sources =
        controller.kind() == GpioController.Kind.AGGREGATOR
            ? sources(gpio, controller.node())
            : Map.of();
    List<Pin> pins = new ArrayList<>();
    int next = 0;
    for (TreeLine line : gpio.lines()) {
      if (!line.controller().equals(controller)) {
        continue;
      }
      if (pins.size() >= MOST) {
        break;
      }
      if (line.offset() < 0) {
        pins.add(new Pin("?", "", Use.USED, "which one, its driver knows; " + users(line)));
        continue;
      }
      between(pins, next, line.offset(), controller.reserved(), "unnamed and unused");
      next = line.offset() + 1;
      pins.add(
          new Pin(
              Integer.toString(line.offset()),
              Bytes.latin1(line.name()).utf8(),
              use(controller, line),
              text(controller, line),
              Optional.ofNullable(sources.get(line.offset()))));
    }
    int end = controller.lines().orElse(0);
    if (pins.size() < MOST) {
      between(pins, next, end, controller.reserved(), "unnamed and unused");
    } else {
      pins.add(new Pin("?", "", Use.SEVERAL, "more than are drawn here"));
    }
    List<String> about = new ArrayList<>();
    about.add(
        switch (controller.kind()) {
              case CONTROLLER -> "GPIO controller ";
              case SIMULATED -> "GPIO controller, made by gpio-sim, ";
              case AGGREGATOR -> "GPIO chip of gpio-aggregator for ";
            }
            + controller.node());
    controller.label().ifPresent(label -> about.add("label " + Bytes.latin1(label).utf8()));
    about.add(
        controller.lines().isPresent()
            ? Integer.toUnsignedString(controller.lines().getAsInt()) + " lines"
            : "the tree does not give its number of lines");
    return new Chip(about, State.PREDICTED, pins);
  }

  /**
   * Appends lines of which there is nothing to say, as few pins: a stretch of them, or of reserved
   * ones, is one pin.
   */
  private static void between(
      List<Pin> pins, long from, long to, List<LineRange> reserved, String free) {
    TreeSet<Long> ends = new TreeSet<>(List.of(to));
    for (LineRange range : reserved) {
      ends.add((long) range.first());
      ends.add((long) range.first() + range.count());
    }
    long start = from;
    for (long end : ends) {
      if (end <= start || end > to) {
        continue;
      }
      int first = (int) start;
      boolean kept = reserved.stream().anyMatch(range -> range.contains(first));
      pins.add(
          new Pin(
              end - start == 1 ? Long.toString(start) : start + "–" + (end - 1),
              "",
              kept ? Use.RESERVED : Use.SEVERAL,
              kept ? RESERVED : free));
      start = end;
    }
  }

  private static Use use(GpioController controller, TreeLine line) {
    if (line.uses().size() > 1) {
      return Use.CONTESTED;
    }
    if (controller.isReserved(line.offset())) {
      return Use.RESERVED;
    }
    if (line.uses().isEmpty()) {
      return Use.FREE;
    }
    return line.uses().get(0).hog() ? Use.HOG : Use.USED;
  }

  private static String text(GpioController controller, TreeLine line) {
    String reserved = controller.isReserved(line.offset()) ? RESERVED : "";
    String users = users(line);
    if (users.isEmpty()) {
      return reserved.isEmpty() ? "free" : reserved;
    }
    return reserved.isEmpty() ? users : users + "; " + reserved;
  }

  private static String users(TreeLine line) {
    String users = line.uses().stream().map(Figures::user).collect(Collectors.joining(" and "));
    if (line.uses().size() > 1) {
      return "wanted by " + line.uses().size() + ": " + users;
    }
    return users;
  }

  private static String user(LineUse use) {
    String flags =
        use.flags().stream().map(flag -> ", " + flag.text()).collect(Collectors.joining());
    return use.hog()
        ? "hog " + use.node() + flags
        : use.node() + " " + use.property() + "[" + use.index() + "]" + flags;
  }

  private static Chip chip(GpioChip chip, Map<Integer, Source> sources) {
    List<Pin> pins = new ArrayList<>();
    int from = 0;
    for (GpioLine line : chip.lines()) {
      if (line.name().isEmpty() && !line.used() && !sources.containsKey(line.offset())) {
        continue;
      }
      between(pins, from, line.offset(), List.of(), "without a name and unused");
      from = line.offset() + 1;
      String flags = line.activeLow() ? ", " + LineFlag.ACTIVE_LOW.text() : "";
      String user = line.used() ? "used by " + line.consumer().orElse("the kernel") : "free";
      pins.add(
          new Pin(
              Integer.toString(line.offset()),
              line.name(),
              line.used() ? Use.USED : Use.FREE,
              user + ", " + line.direction().text() + flags,
              Optional.ofNullable(sources.get(line.offset()))));
    }
    between(pins, from, chip.lines().size(), List.of(), "without a name and unused");
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
