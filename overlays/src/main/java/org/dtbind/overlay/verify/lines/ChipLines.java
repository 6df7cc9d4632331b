// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.lines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.linux.DeviceNames;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.GpioController.ChipKind;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.overlay.claims.LineClaims;
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
    return labelled(label).flatMap(this::of);
  }

  /** Returns the only chip with a label; empty if there is none, or several. */
  public Optional<GpioController> labelled(String label) {
    List<GpioController> called = labelled.getOrDefault(label, List.of());
    return called.size() == 1 ? Optional.of(called.get(0)) : Optional.empty();
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

  private Optional<Integer> of(GpioController chip) {
    return chip.kind() == ChipKind.AGGREGATOR
        ? chip.lines().stream().boxed().findFirst()
        : tree.node(chip.node()).flatMap(counts::of).map(LineCounts.Count::lines);
  }
}
