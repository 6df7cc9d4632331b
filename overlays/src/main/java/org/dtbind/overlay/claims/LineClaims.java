// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.diag.Message;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.source.Limit;
import org.dtbind.source.Span;
import org.dtbind.tree.NodePath;

/**
 * Finds GPIO lines that several nodes claim. Linux gives a line to only one consumer
 * (drivers/gpio/gpiolib.c, {@code gpiod_request_commit()}: {@code EBUSY}), unless the drivers
 * request it as shared.
 */
public final class LineClaims {

  /** Properties by which a node names its PHY or its power sequence. */
  private static final List<String> SERVERS =
      List.of("phys", "phy", "phy-handle", "usb-phy", "nvidia,phy", "mmc-pwrseq");

  /**
   * A line, identified by the cells that select it.
   *
   * @param cells the cells of the specifier without the flags
   */
  public record Line(NodePath controller, List<Integer> cells) implements Resource {

    /** The argument of messages about a line: its number. */
    public static final String LINE = "line";

    /** The argument of messages about a line: the path of its controller. */
    public static final String CONTROLLER = "controller";

    /** How messages name a line. */
    public static final String TEXT = "line {" + LINE + "} of {" + CONTROLLER + "}";

    public static Line of(LineUse use) {
      List<Integer> cells = use.cells();
      return new Line(
          use.controller(), cells.size() < 2 ? cells : cells.subList(0, cells.size() - 1));
    }

    /** {@return the number of the line; several numbers if several cells select it} */
    public String number() {
      return String.join(" ", cells.stream().map(cell -> Integer.toUnsignedString(cell)).toList());
    }

    @Override
    public Message text() {
      return Message.of(TEXT, number(), controller);
    }
  }

  /** A line that a property lists twice; further entries do not matter. */
  public record Repeat(LineUse first, LineUse second) {}

  /** What identifies a repeat in a base and in the tree with overlays merged into it. */
  public record Listed(NodePath node, String property, Line line) {

    static Listed of(LineUse use) {
      return new Listed(use.node(), use.property(), Line.of(use));
    }
  }

  private final TreeIndex index;

  LineClaims(TreeIndex index) {
    this.index = index;
  }

  /**
   * Returns the uses of each line by node, in the order of the tree. If a property contains a line
   * several times, only the first use counts.
   */
  Map<Line, Map<NodePath, List<LineUse>>> byLine() {
    Map<Line, Map<NodePath, List<LineUse>>> lines = new LinkedHashMap<>();
    for (LineUse use : index.lineUses()) {
      List<LineUse> before =
          lines
              .computeIfAbsent(Line.of(use), line -> new LinkedHashMap<>())
              .computeIfAbsent(use.node(), node -> new ArrayList<>());
      if (before.isEmpty() || !before.get(before.size() - 1).property().equals(use.property())) {
        before.add(use);
      }
    }
    return lines;
  }

  /**
   * Returns the lines that a property lists twice, in the order of the tree. A driver that requests
   * both entries gets {@code EBUSY}, unless it requests lines as shared; a hog prevents the
   * registration of the chip ({@code of_gpiochip_add_hog()}, drivers/gpio/gpiolib-of.c).
   */
  public static Map<Listed, Repeat> repeats(TreeIndex index) {
    Map<Listed, LineUse> first = new HashMap<>();
    Map<Listed, Repeat> repeats = new LinkedHashMap<>();
    for (LineUse use : index.lineUses()) {
      Listed listed = Listed.of(use);
      LineUse before = first.putIfAbsent(listed, use);
      if (before != null
          && !repeats.containsKey(listed)
          && Sharing.of(index, use) != Sharing.SHARED) {
        repeats.put(listed, new Repeat(before, use));
      }
    }
    return repeats;
  }

  /**
   * Returns the pairs of uses that exclude each other, in the order of the tree, at most as many as
   * can be shown.
   */
  List<Conflict> conflicts(Map<Line, Map<NodePath, List<LineUse>>> lines) {
    List<Conflict> conflicts = new ArrayList<>();
    lines.forEach(
        (line, nodes) -> {
          if (nodes.size() > 1) {
            add(line, nodes.values(), conflicts);
          }
        });
    return conflicts;
  }

  private void add(Line line, Collection<List<LineUse>> nodes, List<Conflict> conflicts) {
    Map<Sharing, List<LineUse>> rivals = new EnumMap<>(Sharing.class);
    for (List<LineUse> uses : nodes) {
      for (LineUse later : uses) {
        Sharing sharing = Sharing.of(index, later);
        for (LineUse earlier : rivals.getOrDefault(sharing, List.of())) {
          if (conflicts.size() == Limit.PROBLEMS.most()) {
            return;
          }
          if (isPeer(later, earlier)) {
            continue;
          }
          boolean certain =
              Sharing.of(index, earlier).with(sharing) == Sharing.Verdict.ONE
                  && !isServed(index, earlier.node(), later.node());
          conflicts.add(new Conflict(ClaimKind.LINE, line, claim(earlier), claim(later), certain));
        }
      }
      for (LineUse earlier : uses) {
        for (Sharing later : Sharing.of(index, earlier).rivals()) {
          rivals.computeIfAbsent(later, any -> new ArrayList<>()).add(earlier);
        }
      }
    }
  }

  /**
   * Returns whether a node says that an earlier one describes the same USB hub: Linux then creates
   * no second device, which would request the lines (drivers/usb/misc/onboard_usb_dev_pdevs.c).
   */
  private boolean isPeer(LineUse later, LineUse earlier) {
    return index
        .at(later.node())
        .flatMap(node -> node.cell("peer-hub"))
        .flatMap(index::byPhandle)
        .filter(earlier.node()::equals)
        .isPresent();
  }

  /**
   * Returns whether one of two nodes names the other one as its PHY or its power sequence. Then one
   * of the two properties is usually a relic that no driver reads, such as {@code
   * nvidia,phy-reset-gpio} of USB controllers.
   */
  public static boolean isServed(TreeIndex index, NodePath one, NodePath other) {
    return names(index, one, other) || names(index, other, one);
  }

  private static boolean names(TreeIndex index, NodePath served, NodePath server) {
    return index.at(served).stream()
        .flatMap(node -> SERVERS.stream().flatMap(name -> node.cells(name).stream()))
        .anyMatch(phandle -> index.byPhandle(phandle).filter(server::equals).isPresent());
  }

  private Claim claim(LineUse use) {
    return new Claim(use.node(), use.property(), place(index, use));
  }

  /** Returns the reference in source that writes the entry, if there is one, else the property. */
  public static Span place(TreeIndex index, LineUse use) {
    return index
        .at(use.node())
        .flatMap(node -> node.property(use.property()))
        .map(property -> Claim.place(property, use.start()))
        .orElse(Span.NONE);
  }

  /**
   * Returns the message that a specifier has another number of cells than its controller requires.
   *
   * @param expected the number of cells by {@code #gpio-cells}
   * @param found the number of cells in the specifier
   */
  public static Message otherCount(NodePath controller, int expected, int found) {
    return expected == 1
        ? Message.of(
            "{controller} needs a specifier of {expected} cell, but this one has {found}",
            controller,
            expected,
            found)
        : Message.of(
            "{controller} needs a specifier of {expected} cells, but this one has {found}",
            controller,
            expected,
            found);
  }

  /**
   * Returns the message that a controller does not have a line.
   *
   * @param controller the path or label of the controller
   * @param first the number of the first line: 0 or 1
   */
  public static Message beyond(String line, String controller, int count, int first) {
    if (count == 1) {
      return Message.of(
          Line.TEXT + " does not exist: the controller only has line {last}",
          line,
          controller,
          first);
    }
    return Message.of(
        Line.TEXT
            + " does not exist: the controller has {count} lines, numbered "
            + (first == 0 ? "0 to {last}" : "1 to {last}"),
        line,
        controller,
        count,
        first + count - 1);
  }
}
