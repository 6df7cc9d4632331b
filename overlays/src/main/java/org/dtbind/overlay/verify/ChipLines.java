// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.linux.DeviceNames;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.source.Bytes;
import org.dtbind.spec.LineSpec;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * Determines the number of lines of GPIO chips, where a property of the chip or the source of its
 * driver specifies this number.
 */
public final class ChipLines {

  private final DeviceTree tree;
  private final GpioTree gpio;
  private final Map<NodePath, GpioController> chips = new HashMap<>();
  private final Map<String, List<GpioController>> labelled = new HashMap<>();
  private final LineCounts counts = new LineCounts();

  public ChipLines(DeviceTree tree) {
    this.tree = tree;
    this.gpio = GpioTree.of(tree);
    DeviceNames names = new DeviceNames(tree);
    for (GpioController chip : gpio.controllers()) {
      chips.putIfAbsent(chip.node(), chip);
      String label = chip.label().orElseGet(() -> names.platform(chip.node()));
      labelled.computeIfAbsent(label, any -> new ArrayList<>()).add(chip);
    }
  }

  public DeviceTree tree() {
    return tree;
  }

  public GpioTree gpio() {
    return gpio;
  }

  /**
   * Returns the number of lines of the chip with a label; empty if it is unknown. A driver chooses
   * the label; if this is the name of the chip's device, the chip is known.
   */
  public Optional<Integer> ofLabel(String label) {
    List<GpioController> called = labelled.getOrDefault(label, List.of());
    return called.size() == 1 ? of(called.get(0)) : Optional.empty();
  }

  /** Returns the number of lines of a controller; empty if it is unknown. */
  public Optional<Integer> of(NodePath controller) {
    return Optional.ofNullable(chips.get(controller)).flatMap(this::of);
  }

  /**
   * Returns a message about the greatest offset of an aggregator's lines that their chip does not
   * have; empty if the chip may have all of them.
   */
  public Optional<Message> beyond(LineSpec.OfChip of) {
    int last = of.offsets().value().stream().mapToInt(n -> n).max().orElse(0);
    return ofLabel(of.chip().value())
        .filter(count -> last >= count)
        .map(count -> LineClaims.beyond(String.valueOf(last), of.chip().value(), count, 0));
  }

  /**
   * Returns the lines of an entry of an aggregator that the tree knows: those that have a name or a
   * user, of a chip or with a name that is the only one.
   */
  List<TreeLine> known(LineSpec line) {
    if (line instanceof LineSpec.OfChip of) {
      List<GpioController> called = labelled.getOrDefault(of.chip().value(), List.of());
      return called.size() != 1
          ? List.of()
          : gpio.lines().stream()
              .filter(one -> one.controller().equals(called.get(0)))
              .filter(one -> one.offset().filter(of.offsets().value()::contains).isPresent())
              .toList();
    }
    String name = Bytes.utf8(((LineSpec.Named) line).name().value()).latin1();
    List<TreeLine> named = gpio.lines().stream().filter(one -> one.name().equals(name)).toList();
    return named.size() == 1 ? named : List.of();
  }

  private Optional<Integer> of(GpioController chip) {
    return chip.kind() == GpioController.Kind.AGGREGATOR
        ? chip.lines().stream().boxed().findFirst()
        : tree.node(chip.node()).flatMap(counts::of).map(LineCounts.Count::lines);
  }
}
