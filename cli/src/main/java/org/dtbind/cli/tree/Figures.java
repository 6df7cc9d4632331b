// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.cli.tree.ChainLink.Kind;
import org.dtbind.cli.tree.ChainLink.Text;
import org.dtbind.cli.tree.ChainLink.What;
import org.dtbind.explain.Explanation.Found;
import org.dtbind.explain.LiveChain;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.picture.Figure;
import org.dtbind.picture.Figure.Box;
import org.dtbind.picture.Figure.Chip;
import org.dtbind.picture.Figure.Offsets;
import org.dtbind.picture.Figure.Pin;
import org.dtbind.picture.Figure.Source;
import org.dtbind.picture.Figure.State;
import org.dtbind.picture.Figure.Use;
import org.dtbind.tree.NodePath;

/** Converts chains and controllers to figures: boxes for links, and chips with lines. */
public final class Figures {

  private static final List<String> PREDICTED_LAST =
      List.of(Kind.ENDS, Kind.SO_FAR, Kind.FILE, Kind.TAKES).stream().map(Kind::toString).toList();

  private Figures() {}

  /** {@return the predicted chain of a node, and the chips at or below the node} */
  static Figure predicted(GpioTree gpio, NodeChain node, ChainEnd end) {
    List<Chip> chips = ChipFigure.of(gpio, path -> isAtOrBelow(path, node.node()));
    List<Box> boxes = boxes(ChainLink.predicted(node, end), State.PREDICTED);
    // The device node comes after what must be done to get it.
    boxes.sort(Comparator.comparing(box -> PREDICTED_LAST.indexOf(box.kind())));
    return new Figure(node.node().text() + ", as predicted", boxes, chips);
  }

  /** {@return the chains of a name on a running system} */
  static Figure live(Found found) {
    List<Box> boxes = new ArrayList<>();
    List<Chip> chips = new ArrayList<>();
    for (LiveChain chain : found.chains()) {
      boxes.addAll(boxes(ChainLink.live(chain, List.of()), State.THERE));
      Map<Integer, Source> sources = ChipFigure.sources(chain);
      chain
          .devices()
          .forEach(
              device -> device.chips().forEach(chip -> chips.add(ChipFigure.of(chip, sources))));
    }
    found.end().ifPresent(end -> boxes.addAll(boxes(ChainLink.end(end), State.THERE)));
    return new Figure(found.wanted(), boxes, chips);
  }

  /** {@return controllers with their lines; consecutive free lines are combined} */
  public static Figure controllers(GpioTree gpio, Set<NodePath> nodes) {
    List<Chip> chips =
        ChipFigure.of(gpio, nodes::contains).stream().map(Figures::withoutFree).toList();
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
      Optional<Offsets> last = free.get(free.size() - 1).offsets();
      Optional<Offsets> all =
          free.get(0)
              .offsets()
              .flatMap(first -> last.map(end -> new Offsets(first.first(), end.last())));
      pins.add(new Pin(all, Use.SEVERAL, "free"));
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
    // Boxes beside the chain go below it.
    boxes.sort(Comparator.comparing(box -> box.kind().equals(Kind.TAKES.toString())));
    return boxes;
  }

  private static Box box(ChainLink link, State state, List<String> lines) {
    return new Box(link.kind().toString(), state, lines);
  }

  /**
   * Returns the texts of a link: name and details in separate lines, each further text in one line.
   */
  private static List<String> lines(ChainLink link) {
    List<String> lines = new ArrayList<>();
    for (Text entry : link.texts()) {
      boolean first = lines.isEmpty();
      Stream<String> texts = Stream.of(entry.name(), entry.more()).filter(text -> !text.isEmpty());
      if (first && link.kind() == Kind.NEXT) {
        lines.add("next  " + entry.more());
      } else if (first && link.kind() != Kind.TAKES) {
        texts.forEach(lines::add);
      } else if (link.kind() != Kind.NODE || isDrawn(entry)) {
        lines.add(texts.collect(Collectors.joining("  ")));
      }
    }
    return lines;
  }

  /** Whether drawings show a text of a node; tables show all. */
  private static boolean isDrawn(Text text) {
    return text.what() == What.LABELS
        || text.what() == What.ALIASES
        || text.isProperty("compatible");
  }
}
