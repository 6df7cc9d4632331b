// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.diag.Message;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.generate.OverlaySource.Cell;
import org.dtbind.source.Span;
import org.dtbind.spec.DeclarationProblems;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.GpioFlag;
import org.dtbind.spec.GpioSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.PropertySpec;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Writes GPIO specifiers: a phandle, and as many cells as {@code #gpio-cells} of the controller
 * requires (Documentation/devicetree/bindings/gpio/gpio.txt).
 */
final class LineSpecifiers {

  /** The most controllers that a message lists. */
  private static final int MOST_NAMED = 12;

  private final BaseNodes base;
  private final Placement placement;
  private final ReferenceCells references;
  private final DeclarationProblems problems;

  /**
   * A GPIO controller.
   *
   * @param lines the number of lines by {@code ngpios}, if the controller counts them from 0
   */
  private record Controller(NodePath path, int cells, Optional<Integer> lines) {}

  LineSpecifiers(
      BaseNodes base,
      Placement placement,
      ReferenceCells references,
      DeclarationProblems problems) {
    this.base = base;
    this.placement = placement;
    this.references = references;
    this.problems = problems;
  }

  /** Returns the cells of a line; absent, with errors, if they cannot be written. */
  Optional<List<Cell>> cells(GpioSpec line) {
    Span span = line.controller().span();
    Optional<Controller> controller =
        placement
            .existing(line.controller().value(), span, base::isController)
            .flatMap(path -> controller(path, span));
    if (controller.isEmpty() || !fits(line, controller.get())) {
      return Optional.empty();
    }
    Optional<Cell> phandle = references.to(line.controller().value(), span);
    return phandle.map(cell -> specifier(cell, line, controller.get()));
  }

  /**
   * Reports a line that the device already has, because the kernel gives a line to a driver only
   * once (EBUSY, drivers/gpio/gpiolib.c, gpiod_request_commit).
   *
   * @param seen the earlier lines of the device, by their cells without flags
   */
  void once(List<Cell> cells, GpioSpec line, Map<List<Cell>, GpioSpec> seen) {
    int flags = cells.size() > 2 ? 1 : 0;
    GpioSpec first = seen.putIfAbsent(cells.subList(0, cells.size() - flags), line);
    if (first != null) {
      problems.fail(
          GenerateCode.LINE_TWICE,
          line.offset().map(Located::span).orElse(line.span()),
          Message.of("this line is declared twice for the device"),
          "first declared at",
          first.span());
    }
  }

  private Optional<Controller> controller(NodePath path, Span span) {
    Optional<DtNode> node = base.at(path);
    Optional<Placement.PlacedDevice> declared = placement.newAt(path);
    boolean hands =
        node.isPresent()
            ? BaseNodes.isController(node.get())
            : declared.flatMap(placed -> property(placed.device(), "gpio-controller")).isPresent();
    Optional<Integer> cells = number(path, "#gpio-cells");
    if (!hands || cells.isEmpty()) {
      String lacks = hands ? "#gpio-cells" : "gpio-controller";
      problems.fail(
          GenerateCode.NOT_A_CONTROLLER,
          span,
          Message.of("{node} is not a GPIO controller: it has no '{property}'", path, lacks),
          "specify the GPIO controller that has the line" + controllers());
      return Optional.empty();
    }
    return Optional.of(new Controller(path, cells.get(), lines(path)));
  }

  private String controllers() {
    List<String> known = base.controllers();
    String more = known.size() > MOST_NAMED ? ", …" : "";
    return known.isEmpty()
        ? ""
        : " (the base has "
            + known.stream().limit(MOST_NAMED).collect(Collectors.joining(", ", "", more))
            + ")";
  }

  private Optional<Integer> lines(NodePath path) {
    Optional<DtNode> node = base.at(path);
    return node.isPresent()
        ? node.filter(LineUses::countsFromZero).flatMap(LineUses::ngpios)
        : number(path, "ngpios");
  }

  private Optional<Integer> number(NodePath path, String name) {
    Optional<DtNode> node = base.at(path);
    return node.isPresent()
        ? node.get().cell(name)
        : placement
            .newAt(path)
            .flatMap(placed -> property(placed.device(), name))
            .flatMap(LineSpecifiers::number);
  }

  private static Optional<PropertySpec.Value> property(DeviceSpec device, String name) {
    return device.properties().stream()
        .filter(property -> property.name().value().equals(name))
        .map(PropertySpec::value)
        .findFirst();
  }

  private static Optional<Integer> number(PropertySpec.Value value) {
    return value instanceof PropertySpec.Cells cells
            && cells.groups().size() == 1
            && cells.groups().get(0).size() == 1
            && cells.groups().get(0).get(0) instanceof PropertySpec.NumberCell cell
        ? Optional.of(cell.value())
        : Optional.empty();
  }

  private boolean fits(GpioSpec line, Controller controller) {
    int cells = controller.cells();
    boolean whole = line.offset().isEmpty();
    boolean right = whole ? line.cells().size() == cells : cells == 1 || cells == 2;
    if (!right) {
      problems.fail(
          GenerateCode.WRONG_CELL_COUNT,
          whole ? line.span() : line.controller().span(),
          whole
              ? LineClaims.otherCount(controller.path(), cells, line.cells().size())
              : Message.of(
                  "{controller} needs a specifier of {expected} cells, but 'offset' and 'flags' are"
                      + " only 2 cells",
                  controller.path(),
                  cells),
          "use 'cells: [...]' with the cells that follow the controller's phandle elsewhere in the"
              + " tree");
      return false;
    }
    if (cells == 1 && flags(line) != 0) {
      problems.fail(
          GenerateCode.WRONG_CELL_COUNT,
          line.flags().get(0).span(),
          Message.of(
              "{controller} needs a specifier of 1 cell, which has no room for flags",
              controller.path()),
          "remove the flags");
      return false;
    }
    Optional<Located<Integer>> offset = line.offset();
    Optional<Integer> lines = controller.lines();
    if (offset.isPresent() && lines.isPresent() && offset.get().value() >= lines.get()) {
      problems.fail(
          GenerateCode.NO_SUCH_LINE,
          offset.get().span(),
          LineClaims.beyond(
              String.valueOf(offset.get().value()), controller.path().text(), lines.get(), 0),
          "specify a line that exists; the controller's 'ngpios' property specifies the number of"
              + " lines");
      return false;
    }
    return true;
  }

  private static int flags(GpioSpec line) {
    return line.flags().stream().mapToInt(flag -> flag.value().bits()).reduce(0, (a, b) -> a | b);
  }

  private static List<Cell> specifier(Cell phandle, GpioSpec line, Controller controller) {
    List<Cell> cells = new ArrayList<>();
    cells.add(phandle);
    line.cells().forEach(cell -> cells.add(OverlaySource.Literal.of(cell.value().intValue())));
    line.offset().ifPresent(offset -> cells.add(OverlaySource.Literal.of(offset.value())));
    if (line.offset().isPresent() && controller.cells() == 2) {
      cells.add(new OverlaySource.Literal(flags(line), Optional.of(macros(line))));
    }
    return cells;
  }

  private static String macros(GpioSpec line) {
    List<GpioFlag> flags =
        line.flags().stream()
            .map(Located::value)
            .filter(flag -> flag.bits() != 0 || line.flags().size() == 1)
            .toList();
    String all = flags.stream().map(GpioFlag::macro).collect(Collectors.joining(" | "));
    return flags.isEmpty() ? GpioFlag.ACTIVE_HIGH.macro() : all;
  }
}
