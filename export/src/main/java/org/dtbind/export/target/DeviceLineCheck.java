// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.export.ExportCode;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.gpio.LineRef;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.generate.GenerateCode;
import org.dtbind.overlay.verify.lines.ChipLines;
import org.dtbind.source.Span;
import org.dtbind.spec.DeclarationProblems;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.GpioSpec;
import org.dtbind.spec.Located;
import org.dtbind.tree.NodePath;

/** Checks the lines that declared devices use, and their names. */
final class DeviceLineCheck {

  private static final String AGGREGATOR = GenericDriver.GPIO_AGGREGATOR.driver();

  private final ChipLines chips;
  private final Map<NodePath, List<LineUse>> uses;
  private final DeclarationProblems problems;

  DeviceLineCheck(ChipLines chips, DeclarationProblems problems) {
    this.chips = chips;
    this.uses =
        LineUses.of(chips.tree()).stream()
            .filter(use -> !use.hog())
            .collect(Collectors.groupingBy(LineUse::node));
    this.problems = problems;
  }

  /**
   * Returns the lines that a device requests. Reports lines that do not exist, and names by which
   * no line can be found.
   */
  List<LineRef> lines(DeviceSpec device, NodePath node) {
    List<LineUse> own = uses.getOrDefault(node, List.of());
    own.forEach(use -> exists(device, use));
    Map<String, Span> seen = new HashMap<>();
    for (GpioSpec line : device.gpios()) {
      line.name().ifPresent(name -> named(name, node, seen));
    }
    boolean toAggregator =
        device.bind().filter(bind -> bind.value().equals(AGGREGATOR)).isPresent();
    return own.stream()
        .filter(use -> use.aggregated() || !toAggregator)
        .map(LineUse::line)
        .toList();
  }

  private void exists(DeviceSpec device, LineUse use) {
    Optional<Integer> count = chips.of(use.controller());
    Optional<Integer> beyond =
        use.offset().filter(at -> count.filter(lines -> at >= lines).isPresent());
    if (beyond.isPresent()) {
      problems.fail(
          GenerateCode.NO_SUCH_LINE,
          span(device, use),
          LineClaims.beyond(
              beyond.get().toString(), use.controller().text(), count.orElseThrow(), 0),
          "specify a line that exists");
    }
  }

  /** Returns the position of a line's offset; that of the node if the base contains the line. */
  private static Span span(DeviceSpec device, LineUse use) {
    if (!use.property().equals("gpios") || use.index() >= device.gpios().size()) {
      return device.node().span();
    }
    GpioSpec line = device.gpios().get(use.index());
    return line.offset().map(Located::span).orElse(line.span());
  }

  private void named(Located<String> name, NodePath node, Map<String, Span> seen) {
    Span first = seen.putIfAbsent(name.value(), name.span());
    if (first != null) {
      problems.add(
          Diagnostic.error(
                  ExportCode.UNUSABLE_LINE,
                  problems.origins(),
                  name.span(),
                  Message.of("two lines of {node} are named '{name}'", node, name))
              .note("the name of the other line is at", problems.origins().of(first))
              .help("choose another name, because a request by name could return either line"));
    } else if (AggregatorReading.isCut(name.value())) {
      problems.warn(
          ExportCode.UNUSABLE_LINE,
          name.span(),
          Message.of(
              "no aggregator can use '{name}' by its name, because the kernel cuts names off at ="
                  + " and \", and drops the spaces around them",
              name),
          "choose another name");
    }
  }
}
