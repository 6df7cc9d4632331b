// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.simulate.Dropped.Reason;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/** Creates a {@link SimulatedTree} from the tree of a board. */
final class Rewriting {

  private static final NodePath ELSEWHERE = new NodePath(SimulatedTree.ELSEWHERE);
  private static final NodePath BUSES = new NodePath(SimulatedTree.BUSES);

  /** Properties that a bank copies from the controller without change. */
  private static final Set<String> TAKEN =
      Set.of("phandle", "linux,phandle", "gpio-line-names", "gpio-reserved-ranges");

  /** Properties that make a node a controller or describe its chip. */
  private static final Set<String> CONTROLLERS =
      Set.of("gpio-controller", "#gpio-cells", "ngpios", "gpio-ranges");

  private static final NodePath ALIASES = NodePath.ROOT.child("aliases");

  /**
   * The number of aliases with a number that User-mode Linux can read. Each takes one of 128
   * regions of early memory (drivers/of/base.c, {@code of_alias_scan()}; mm/memblock.c, {@code
   * INIT_MEMBLOCK_REGIONS}, which arch/um does not let grow). With 118, the kernel panics.
   */
  private static final int MOST_ALIASES = 100;

  /** The end of an alias that has a number. */
  private static final Pattern NUMBERED = Pattern.compile("[0-9]$");

  private static final NodePath CPUS = NodePath.ROOT.child("cpus");

  private final PredictedBoard board;
  private final DeviceTree tree;
  private final Survey survey;
  private final Optional<NodePath> processor;
  private final RewrittenLines lines;
  private final Map<String, NodePath> symbols;
  private final Map<NodePath, SimulatedBus> buses;
  private final Set<String> lostAliases;
  private final Map<NodePath, DtNode> banks = new LinkedHashMap<>();
  private final Map<NodePath, List<Dropped>> droppedBefore;
  private final List<Dropped> dropped = new ArrayList<>();

  /**
   * Prepares for rewriting.
   *
   * @param replaced the tree of the board with the replaced buses, whose aliases give them numbers
   *     in the sandbox
   */
  Rewriting(PredictedBoard board, BusRewriting.Replaced replaced) {
    this.board = board;
    this.tree = replaced.tree();
    this.survey = Survey.of(tree);
    this.processor =
        tree.node(CPUS).map(DtNode::children).orElse(List.of()).stream()
            .filter(node -> node.baseName().equals("cpu") && node.isAvailable())
            .filter(node -> node.property("reg").isPresent())
            .map(node -> CPUS.child(node.name()))
            .findFirst();
    this.lines = new RewrittenLines(tree, survey);
    this.symbols = tree.symbols();
    this.buses = replaced.buses();
    this.droppedBefore = replaced.dropped().stream().collect(groupingBy(Dropped::node));
    this.lostAliases = lostAliases(tree, buses.keySet());
  }

  /** Returns the aliases that are too many, so that those of buses stay. */
  private static Set<String> lostAliases(DeviceTree tree, Set<NodePath> numbered) {
    List<String> read = new ArrayList<>();
    tree.aliases()
        .forEach(
            (name, path) -> {
              if (NUMBERED.matcher(name).find() && tree.node(path).isPresent()) {
                read.add(name);
              }
            });
    Map<String, NodePath> aliases = tree.aliases();
    read.sort(Comparator.comparing(name -> !numbered.contains(aliases.get(name))));
    return new HashSet<>(read.subList(Math.min(read.size(), MOST_ALIASES), read.size()));
  }

  SimulatedTree run() {
    DtNode root = node(NodePath.ROOT, tree.root());
    List<DtNode> elsewhere = new ArrayList<>();
    survey
        .chips()
        .forEach(
            (path, chip) -> {
              if (!chip.inPlace()) {
                elsewhere.add(banks.get(path));
              }
            });
    if (!elsewhere.isEmpty()) {
      List<DtNode> children = new ArrayList<>(root.children());
      // The chip of buses, which is not of the board, stays last, and so gets the last number.
      boolean last = tree.node(BUSES).isPresent();
      children.add(
          children.size() - (last ? 1 : 0),
          Survey.simulator(DtNode.empty(ELSEWHERE.name()), elsewhere));
      root = root.withChildren(children);
    }
    DeviceTree made = tree(root);
    return new SimulatedTree(
        board, tree(withoutDangling(made)), List.copyOf(survey.chips().values()), buses, dropped);
  }

  /** Returns a tree without the board's reservations: User-mode Linux has its own memory. */
  private DeviceTree tree(DtNode root) {
    return tree.withRoot(root).withReservations(List.of());
  }

  /** Removes the symbols of nodes that were dropped. */
  private DtNode withoutDangling(DeviceTree made) {
    Map<String, NodePath> paths = made.symbols();
    Predicate<DtProperty> dangles =
        symbol ->
            Optional.ofNullable(paths.get(symbol.name()))
                .filter(path -> made.node(path).isEmpty() && tree.node(path).isPresent())
                .isPresent();
    return made.root()
        .mapChildren(
            child ->
                child.name().equals("__symbols__") && !dropped.isEmpty()
                    ? child.withProperties(
                        child.properties().stream().filter(dangles.negate()).toList())
                    : child);
  }

  private DtNode node(NodePath path, DtNode node) {
    dropped.addAll(droppedBefore.getOrDefault(path, List.of()));
    Optional<SimulatedChip> chip = Optional.ofNullable(survey.chips().get(path));
    if (chip.isPresent()) {
      DtNode bank = bank(chip.get(), path, node);
      banks.put(path, bank);
      if (chip.get().inPlace()) {
        return Survey.simulator(node.withLabels(List.of()), List.of(bank));
      }
    }
    List<DtProperty> properties = new ArrayList<>();
    for (DtProperty property : node.properties()) {
      property(path, node, property, chip.isPresent()).ifPresent(properties::add);
    }
    List<DtNode> children = new ArrayList<>();
    for (DtNode child : node.children()) {
      NodePath at = path.child(child.name());
      if (isOfMachine(path, child)) {
        dropped.add(new Dropped(at, "", Reason.MACHINE));
      } else if (chip.isEmpty() || !isHog(child)) {
        children.add(node(at, child));
      }
    }
    return (chip.isPresent() ? node.withLabels(List.of()) : node)
        .withProperties(properties)
        .withChildren(children);
  }

  private static boolean isHog(DtNode child) {
    return child.property("gpio-hog").isPresent();
  }

  /** Whether a node describes memory of the board, which Linux would otherwise use. */
  private static boolean isOfMachine(NodePath parent, DtNode child) {
    boolean memory =
        child.strings("device_type").contains("memory")
            || child.baseName().equals("memory") && child.property("compatible").isEmpty();
    return parent.isRoot() && (memory || child.name().equals("reserved-memory"));
  }

  /** Returns the new version of a property of a node that stays; empty to drop the property. */
  private Optional<DtProperty> property(
      NodePath path, DtNode node, DtProperty property, boolean controller) {
    String name = property.name();
    boolean chosen = path.text().equals("/chosen");
    if (chosen && (name.startsWith("bootargs") || name.startsWith("linux,"))) {
      return drop(path, name, Reason.MACHINE);
    }
    if (path.equals(ALIASES) && lostAliases.contains(name)) {
      return drop(path, name, Reason.ALIAS);
    }
    if (controller && (TAKEN.contains(name) || CONTROLLERS.contains(name))) {
      return Optional.empty(); // The bank has it
    }
    if (path.text().equals("/__symbols__")) {
      return Optional.of(symbol(property));
    }
    if (!node.isAvailable()) {
      return isTakenForTheProcessor(path, property)
          ? drop(path, name, Reason.MACHINE)
          : Optional.of(property);
    }
    if (MissingSuppliers.isOne(name)) {
      return drop(path, name, Reason.SUPPLIER);
    }
    if (name.equals("compatible") && isSetUpEarly(path)) {
      return drop(path, name, Reason.EARLY);
    }
    if (name.equals("reg") && processor.filter(path::equals).isPresent()) {
      return Optional.of(started(path, property));
    }
    if (name.startsWith("gpio-map") && !survey.chips().isEmpty()) {
      return drop(path, name, Reason.MAP);
    }
    return Optional.of(
        LineUses.asksForLines(name) && !isHog(node) ? lines.asking(path, property) : property);
  }

  /**
   * Whether the kernel of the board sets up a clock or interrupt controller before devices exist.
   * User-mode Linux has no drivers that do so, and would make it a device.
   */
  private boolean isSetUpEarly(NodePath path) {
    return Populations.at(board.onOwn(), path).usual() instanceof Population.None none
        && none.reason() == Population.Reason.CLAIMED;
  }

  /**
   * Sets {@code reg} of the processor on which the kernel boots to 0: the kernel boots on hardware
   * ID 0 and finds the node by that ID (drivers/of/cpu.c, {@code arch_match_cpu_phys_id()}).
   */
  private DtProperty started(NodePath path, DtProperty reg) {
    if (isZero(reg)) {
      return reg;
    }
    dropped.add(new Dropped(path, reg.name(), Reason.MACHINE));
    int cells = reg.value().cells().orElse(List.of()).size();
    return Values.cells(reg.name(), Collections.nCopies(cells, 0));
  }

  private static boolean isZero(DtProperty reg) {
    return reg.value().cells().orElse(List.of()).stream().allMatch(cell -> cell == 0);
  }

  /**
   * Whether a property is the hardware ID 0 of a disabled processor, by which the kernel would find
   * this node instead of the first one that is available: it ignores the status.
   */
  private boolean isTakenForTheProcessor(NodePath path, DtProperty property) {
    return property.name().equals("reg")
        && processor.isPresent()
        && !path.isRoot()
        && path.parent().equals(CPUS)
        && isZero(property);
  }

  private Optional<DtProperty> drop(NodePath path, String property, Reason reason) {
    dropped.add(new Dropped(path, property, reason));
    return Optional.empty();
  }

  private DtProperty symbol(DtProperty symbol) {
    return Optional.ofNullable(symbols.get(symbol.name()))
        .map(survey.chips()::get)
        .map(chip -> Values.texts(symbol.name(), List.of(chip.chip().text())))
        .orElse(symbol);
  }

  private DtNode bank(SimulatedChip chip, NodePath path, DtNode controller) {
    List<DtProperty> properties = new ArrayList<>();
    properties.add(Values.flag("gpio-controller"));
    properties.add(Values.cells("#gpio-cells", List.of(2)));
    properties.add(Values.cells("ngpios", List.of(chip.lines())));
    properties.add(Values.texts("gpio-sim,label", List.of(chip.label())));
    for (DtProperty property : controller.properties()) {
      if (TAKEN.contains(property.name())) {
        properties.add(property);
      } else if (chip.inPlace() && MissingSuppliers.isOne(property.name())) {
        dropped.add(new Dropped(path, property.name(), Reason.SUPPLIER));
      }
    }
    List<DtNode> hogs = new ArrayList<>();
    Set<String> gone = new HashSet<>();
    for (DtNode child : controller.children()) {
      if (isHog(child)) {
        hogs.add(lines.hog(path.child(child.name()), child, controller));
      } else if (chip.inPlace() && gone.add(child.name())) {
        dropped.add(new Dropped(path.child(child.name()), "", Reason.CONTROLLER));
      }
    }
    return controller.withName(chip.chip().name()).withProperties(properties).withChildren(hogs);
  }
}
