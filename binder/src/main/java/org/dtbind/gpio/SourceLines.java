// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.device.LiveTree;
import org.dtbind.linux.PhandleEntries;
import org.dtbind.linux.gpio.LineNexus;
import org.dtbind.linux.gpio.LineRef;
import org.dtbind.tree.NodePath;

/**
 * The lines that gpio-aggregator would use for a node.
 *
 * @param property the property that lists them, {@code gpios} or {@code gpio}
 * @param entries the entries of the property, in order, up to the first malformed one
 */
public record SourceLines(String property, List<SourceEntry> entries) {

  /** Copies the list. */
  public SourceLines {
    entries = List.copyOf(entries);
  }

  /**
   * An entry of the property.
   *
   * @param controller the node that the phandle refers to, which may be a nexus; empty if there is
   *     none
   * @param cells the specifier as written; no cells if the entry is empty or malformed
   * @param line the line of a controller that the kernel finds for the entry; empty if it finds
   *     none
   * @param obstacle why it finds none, as the end of a sentence about the entry; empty if it finds
   *     one
   */
  public record SourceEntry(
      Optional<NodePath> controller, List<Integer> cells, Optional<LineRef> line, String obstacle) {

    /** Copies the list. */
    public SourceEntry {
      cells = List.copyOf(cells);
    }
  }

  /**
   * {@return the lines of a node; empty if it has none without a function. Those of {@code
   * open-gpios} have one}
   *
   * @param tree the tree of the running kernel
   */
  public static Optional<SourceLines> of(LiveTree tree, NodePath node) {
    return of(tree, node, new LineControllers(tree));
  }

  /**
   * {@return the lines of a node, as {@link #of(LiveTree, NodePath)} does, reusing the controllers
   * that earlier calls have found}
   *
   * @param tree the tree of the running kernel
   */
  public static Optional<SourceLines> of(
      LiveTree tree, NodePath node, LineControllers controllers) {
    LineNexus nexus = controllers.nexus();
    return tree.node(node)
        .flatMap(nexus::aggregated)
        .map(list -> new SourceLines(list.name(), entries(list.value().wholeCells(), nexus)));
  }

  private static List<SourceEntry> entries(List<Integer> cells, LineNexus nexus) {
    PhandleEntries list = nexus.entries(cells);
    List<SourceEntry> entries = new ArrayList<>();
    for (PhandleEntries.Entry entry : list.entries()) {
      Optional<NodePath> node = nexus.node(entry.phandle());
      Optional<LineRef> line = nexus.target(entry).map(LineNexus.Target::line);
      String obstacle =
          line.isPresent()
              ? ""
              : node.map(" refers to %s, whose 'gpio-map' has no such line"::formatted)
                  .orElse(" is empty");
      entries.add(new SourceEntry(node, entry.cells(), line, obstacle));
    }
    if (list.end() < cells.size()) {
      Optional<NodePath> node = nexus.node(cells.get(list.end()));
      entries.add(new SourceEntry(node, List.of(), Optional.empty(), malformed(node, nexus)));
    }
    return entries;
  }

  private static String malformed(Optional<NodePath> node, LineNexus nexus) {
    Optional<Integer> width = node.flatMap(nexus::width);
    return node.isEmpty()
        ? " refers to a node that does not exist"
        : width.isEmpty()
            ? " refers to %s, which is not a GPIO controller".formatted(node.get())
            : " is incomplete: a specifier of %s has %d cells".formatted(node.get(), width.get());
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
      Optional<LineRef> line = entries.get(i).line();
      if (line.isEmpty()) {
        obstacles.add(entry + entries.get(i).obstacle());
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
    if (chip.unreadable().isPresent() || offset.isEmpty()) {
      return Optional.empty();
    }
    Optional<GpioLine> line = chip.line(offset.get());
    if (line.isEmpty()) {
      return Optional.of(
          " requests line %d of %s, which has %d lines"
              .formatted(offset.get(), chip.text(), chip.lines().size()));
    }
    String consumer = line.get().consumer().orElse("the kernel");
    return line.get().used() && !consumer.equals(own)
        ? Optional.of(
            " is line %d of %s, which is used by \"%s\""
                .formatted(line.get().offset(), chip.text(), consumer))
        : Optional.empty();
  }
}
