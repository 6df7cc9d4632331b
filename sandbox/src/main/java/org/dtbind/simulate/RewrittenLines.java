// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.linux.PhandleEntries;
import org.dtbind.linux.gpio.LineNexus;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/** Rewrites lists of lines so that their entries refer to simulated chips instead of real ones. */
final class RewrittenLines {

  private static final Set<String> KEYS = Set.of("gpio-keys", "gpio-keys-polled");

  /** Flags of include/dt-bindings/gpio/gpio.h. */
  private static final int ACTIVE_LOW = 1;

  private static final int PULL_UP = 16;

  /** Also {@code GPIO_PULL_DOWN} and {@code GPIO_PULL_DISABLE}. */
  private static final int PULLS = PULL_UP | 32 | 64;

  private final DeviceTree tree;
  private final Survey survey;
  private final LineNexus nexus;
  private final Map<NodePath, Map<String, Map<Integer, LineUse>>> uses = new HashMap<>();

  RewrittenLines(DeviceTree tree, Survey survey) {
    this.tree = tree;
    this.survey = survey;
    this.nexus = LineNexus.of(tree);
    for (LineUse use : survey.uses()) {
      uses.computeIfAbsent(use.node(), node -> new HashMap<>())
          .computeIfAbsent(use.property(), property -> new HashMap<>())
          .put(use.index(), use);
    }
  }

  /**
   * Rewrites a list of lines with phandles. Entries for controllers that are not replaced stay as
   * they are.
   */
  DtProperty asking(NodePath path, DtProperty property) {
    Map<Integer, LineUse> entries =
        uses.getOrDefault(path, Map.of()).getOrDefault(property.name(), Map.of());
    Optional<List<Integer>> old = property.value().cells();
    if (entries.isEmpty() || old.isEmpty()) {
      return property;
    }
    List<Integer> cells = old.get();
    PhandleEntries list = nexus.entries(cells);
    List<Integer> made = new ArrayList<>();
    for (int index = 0; index < list.entries().size(); index++) {
      Optional<LineUse> use = Optional.ofNullable(entries.get(index));
      Optional<DtNode> target =
          use.map(LineUse::controller).filter(survey.chips()::containsKey).flatMap(tree::node);
      if (target.isPresent() && !use.get().cells().isEmpty()) {
        Specifier line = Specifier.of(target.get(), use.get().cells());
        made.add(target.get().phandle().orElse(0));
        made.add(line.offset());
        made.add(line.flags() | (isPulledUp(path, line.flags()) ? PULL_UP : 0));
      } else {
        made.addAll(list.entries().get(index).whole());
      }
    }
    made.addAll(cells.subList(list.end(), cells.size()));
    // An unchanged property keeps its markers and origins.
    return made.equals(cells) ? property : Values.cells(property.name(), made);
  }

  /**
   * Whether a line needs a pull-up. The resistor that keeps the line of an open button or of an
   * idle I²C bus high is part of the board, not of its tree: without a pull-up, each button that
   * pulls its line low seems pressed, and each address on the bus seems to answer.
   */
  private boolean isPulledUp(NodePath path, int flags) {
    boolean key =
        !path.isRoot()
            && tree.node(path.parent()).stream()
                .flatMap(parent -> parent.compatible().stream())
                .anyMatch(KEYS::contains);
    boolean bus = tree.node(path).stream().anyMatch(node -> node.compatible().contains("i2c-gpio"));
    return key && flags == ACTIVE_LOW || bus && (flags & PULLS) == 0;
  }

  /** Rewrites the lines of a hog, which are specifiers without phandles. */
  DtNode hog(NodePath path, DtNode hog, DtNode controller) {
    Map<Integer, LineUse> entries =
        uses.getOrDefault(path, Map.of()).getOrDefault("gpios", Map.of());
    List<Integer> cells = new ArrayList<>();
    for (int index = 0; entries.containsKey(index); index++) {
      Specifier line = Specifier.of(controller, entries.get(index).cells());
      cells.add(line.offset());
      cells.add(line.flags());
    }
    List<DtProperty> properties = new ArrayList<>();
    for (DtProperty property : hog.properties()) {
      boolean lines = property.name().equals("gpios") && !cells.isEmpty();
      if (!MissingSuppliers.isOne(property.name())) {
        properties.add(lines ? Values.cells("gpios", cells) : property);
      }
    }
    return hog.withProperties(properties).withChildren(List.of());
  }
}
