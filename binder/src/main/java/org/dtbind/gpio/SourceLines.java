// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.device.LiveTree;
import org.dtbind.linux.gpio.LineRef;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * The lines that gpio-aggregator would use for a node.
 *
 * @param property the property that lists them, {@code gpios} or {@code gpio}
 * @param entries the entries of the property, in order; empty for an entry whose phandle refers to
 *     no node
 */
public record SourceLines(String property, List<Optional<LineRef>> entries) {

  /** Copies the list. */
  public SourceLines {
    entries = List.copyOf(entries);
  }

  /**
   * The node that the phandle of an entry refers to.
   *
   * @param node the path of the node
   * @param width the number of cells after the phandle; -1 if the node does not specify it
   */
  public record Controller(NodePath node, int width) {}

  /**
   * {@return the lines of a node; empty if the node has neither {@code gpios} nor {@code gpio}.
   * Other names, such as {@code open-gpios}, do not count}
   *
   * @param tree the tree of the running kernel
   * @param node the path of the node
   */
  public static Optional<SourceLines> of(LiveTree tree, NodePath node) {
    return of(tree, node, new LineControllers(tree));
  }

  /**
   * {@return the lines of a node, as {@link #of(LiveTree, NodePath)} does, reusing the controllers
   * that earlier calls have found}
   *
   * @param tree the tree of the running kernel
   * @param node the path of the node
   * @param controllers the controllers of the tree
   */
  public static Optional<SourceLines> of(
      LiveTree tree, NodePath node, LineControllers controllers) {
    for (String property : List.of("gpios", "gpio")) {
      Optional<List<Integer>> cells = tree.property(node, property).flatMap(PropertyValue::cells);
      if (cells.filter(list -> !list.isEmpty()).isPresent()) {
        return Optional.of(new SourceLines(property, entries(cells.get(), controllers)));
      }
    }
    return Optional.empty();
  }

  private static List<Optional<LineRef>> entries(List<Integer> cells, LineControllers controllers) {
    List<Optional<LineRef>> entries = new ArrayList<>();
    int at = 0;
    while (at < cells.size()) {
      Optional<Controller> last = controllers.of(cells.get(at));
      int width = last.map(Controller::width).orElse(-1);
      boolean whole = width >= 0 && width < cells.size() - at;
      Optional<Integer> offset =
          whole && width > 0 ? Optional.of(cells.get(at + 1)) : Optional.empty();
      entries.add(last.map(controller -> new LineRef(controller.node(), offset)));
      if (!whole) {
        break;
      }
      at += 1 + width;
    }
    return entries;
  }

  /**
   * {@return the reasons why these lines cannot be used now, one per line}
   *
   * @param gpio the current chips
   * @param own the name of the device that requests the lines
   */
  public List<String> obstacles(LiveGpio gpio, String own) {
    List<String> obstacles = new ArrayList<>();
    Map<NodePath, Optional<GpioChip>> chips = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      String entry = property + "[" + i + "]";
      Optional<LineRef> line = entries.get(i);
      if (line.isEmpty()) {
        obstacles.add(entry + " refers to a node that does not exist");
        continue;
      }
      NodePath node = line.get().controller();
      Optional<Integer> offset = line.get().offset();
      chips
          .computeIfAbsent(node, gpio::of)
          .ifPresentOrElse(
              chip -> obstacle(chip, offset, own).ifPresent(why -> obstacles.add(entry + why)),
              () ->
                  obstacles.add(
                      entry + " refers to " + node + ", which currently has no GPIO chip"));
    }
    return obstacles;
  }

  private static Optional<String> obstacle(GpioChip chip, Optional<Integer> offset, String own) {
    if (chip.unreadable().isPresent()) {
      return Optional.empty();
    }
    Optional<GpioLine> line = offset.flatMap(chip::line);
    if (line.isEmpty()) {
      return Optional.of(
          " requests %s of %s, which has %d lines"
              .formatted(
                  offset.map(at -> "line " + at).orElse("an unknown line"),
                  chip.text(),
                  chip.lines().size()));
    }
    String consumer = line.get().consumer().orElse("the kernel");
    return line.get().used() && !consumer.equals(own)
        ? Optional.of(
            " is line %d of %s, which is used by \"%s\""
                .formatted(line.get().offset(), chip.text(), consumer))
        : Optional.empty();
  }
}
