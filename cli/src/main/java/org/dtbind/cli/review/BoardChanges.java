// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.review;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.cli.overlay.DifferenceItem;
import org.dtbind.cli.overlay.DifferenceItem.Part;
import org.dtbind.cli.overlay.DifferenceItems;
import org.dtbind.diag.Diagnostic;
import org.dtbind.linux.Population;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.compare.Comparison;
import org.dtbind.overlay.compare.TreeComparison;
import org.dtbind.overlay.review.BoardPair;
import org.dtbind.overlay.review.Review;
import org.dtbind.overlay.review.Review.Board;
import org.dtbind.overlay.review.Review.Sameness;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.jspecify.annotations.Nullable;

/**
 * What differs in a board, without its trees.
 *
 * @param items the differences of the devices that Linux makes of its trees, of the GPIO lines that
 *     these use, and of the trees
 * @param enabled those of the items whose nodes are enabled in the second state
 */
record BoardChanges(
    BoardPair board,
    Review.Sameness sameness,
    List<DifferenceItem> items,
    Set<DifferenceItem> enabled,
    List<Diagnostic> added,
    List<Diagnostic> removed) {

  static BoardChanges of(Review.Result result) {
    List<DifferenceItem> items = new ArrayList<>();
    Set<DifferenceItem> enabled = new HashSet<>();
    if (result.before().isPresent() && result.after().isPresent()) {
      DeviceTree before = result.before().get().tree();
      DeviceTree after = result.after().get().tree();
      boolean board = result.sameness() == Sameness.CHANGED && !Overlay.isOverlay(after);
      if (board) {
        items.addAll(devices(result.before().get(), result.after().get()));
        items.addAll(lines(before, after));
      }
      items.addAll(differences(before, after));
      items.stream()
          .filter(item -> board && item.after().isPresent() && isEnabled(after, item.path()))
          .forEach(enabled::add);
    }
    return new BoardChanges(
        result.board(), result.sameness(), items, enabled, result.added(), result.removed());
  }

  private static List<DifferenceItem> differences(DeviceTree before, DeviceTree after) {
    Comparison comparison = TreeComparison.of(before, after);
    DifferenceItems trees = new DifferenceItems(before, after);
    return comparison.differences().stream().map(trees::item).toList();
  }

  private static boolean isEnabled(DeviceTree tree, String path) {
    DtNode node = tree.root();
    for (String name : new NodePath(path).names()) {
      Optional<DtNode> child = node.child(name);
      if (child.isEmpty() || !child.get().isAvailable()) {
        return false;
      }
      node = child.get();
    }
    return true;
  }

  private static List<DifferenceItem> devices(Board before, Board after) {
    Map<NodePath, String> former = devices(before);
    Map<NodePath, String> present = devices(after);
    Set<NodePath> paths = new LinkedHashSet<>(former.keySet());
    paths.addAll(present.keySet());
    List<DifferenceItem> items = new ArrayList<>();
    for (NodePath path : paths) {
      add(items, "device", path, Optional.empty(), former.get(path), present.get(path));
    }
    return items;
  }

  private static void add(
      List<DifferenceItem> items,
      String kind,
      NodePath path,
      Optional<String> name,
      @Nullable String former,
      @Nullable String present) {
    Optional<String> one = Optional.ofNullable(former);
    Optional<String> other = Optional.ofNullable(present);
    if (!one.equals(other)) {
      items.add(
          new DifferenceItem(
              kind,
              path.text(),
              name,
              one.map(text -> part(path, text)),
              other.map(text -> part(path, text))));
    }
  }

  private static Part part(NodePath path, String text) {
    return new Part(text, Optional.empty(), text + " (" + path + ")");
  }

  private static Map<NodePath, String> devices(Board board) {
    Map<NodePath, String> devices = new LinkedHashMap<>();
    board
        .devices()
        .forEach(
            (path, population) -> {
              Population usual = population.usual();
              Optional<Population.Device> device =
                  usual instanceof Population.Device one
                      ? Optional.of(one)
                      : usual instanceof Population.Depends depends
                          ? depends.device()
                          : Optional.empty();
              device.ifPresent(one -> devices.put(path, one.bus() + " device " + one.name()));
            });
    return devices;
  }

  /** The use of a line, as text, by its node and property. */
  private record Use(NodePath node, String property, String line) {}

  private static List<DifferenceItem> lines(DeviceTree before, DeviceTree after) {
    Set<Use> former = uses(before);
    Set<Use> present = uses(after);
    List<DifferenceItem> items = new ArrayList<>();
    Set<Use> all = new LinkedHashSet<>(former);
    all.addAll(present);
    for (Use use : all) {
      String line = use.line() + " in '" + use.property() + "'";
      add(
          items,
          "line",
          use.node(),
          Optional.of(use.property()),
          former.contains(use) ? line : null,
          present.contains(use) ? line : null);
    }
    return items;
  }

  private static Set<Use> uses(DeviceTree tree) {
    Set<Use> uses = new LinkedHashSet<>();
    for (LineUse use : LineUses.of(tree)) {
      if (use.offset().isPresent()) {
        uses.add(
            new Use(
                use.node(),
                use.property(),
                "line %d of %s".formatted(use.offset().get(), use.controller())));
      }
    }
    return uses;
  }

  /** Returns this with differences that other boards have, too, so that there is one of each. */
  BoardChanges sharing(Map<DifferenceItem, DifferenceItem> known) {
    List<DifferenceItem> own =
        items.stream()
            .map(item -> Optional.ofNullable(known.putIfAbsent(item, item)).orElse(item))
            .toList();
    return new BoardChanges(board, sameness, own, enabled, added, removed);
  }

  /** Returns the name of the board's source, and the former one if it was renamed. */
  String text() {
    return board.name() + (board.isRenamed() ? " (was " + board.before().orElseThrow() + ")" : "");
  }

  /** Returns the names of boards as a sorted list. */
  static List<String> names(List<BoardChanges> boards) {
    return List.copyOf(new TreeSet<>(boards.stream().map(BoardChanges::text).toList()));
  }
}
