// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.overlay.verify.LineCounts;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * Adds the number of lines to controllers whose number only their drivers define. A drawing then
 * shows the same number as the table.
 */
public final class CountedLines {

  private CountedLines() {}

  /** {@return the controllers and lines of a tree, with all known numbers of lines} */
  public static GpioTree of(DeviceTree tree) {
    GpioTree all = GpioTree.of(tree);
    LineCounts counts = new LineCounts();
    Map<NodePath, GpioController> counted = new HashMap<>();
    for (GpioController one : all.controllers()) {
      boolean open = one.lines().isEmpty() && one.kind() == GpioController.Kind.CONTROLLER;
      OptionalInt lines =
          tree.node(one.node())
              .filter(node -> open)
              .flatMap(counts::of)
              .map(count -> OptionalInt.of(count.lines()))
              .orElse(one.lines());
      counted.put(
          one.node(),
          new GpioController(
              one.node(),
              one.kind(),
              one.label(),
              one.cells(),
              lines,
              one.names(),
              one.reserved()));
    }
    List<TreeLine> lines =
        all.lines().stream()
            .map(
                line ->
                    new TreeLine(
                        counted.getOrDefault(line.controller().node(), line.controller()),
                        line.offset(),
                        line.name(),
                        line.uses()))
            .toList();
    return new GpioTree(
        all.controllers().stream().map(one -> counted.getOrDefault(one.node(), one)).toList(),
        lines);
  }
}
