// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.declaration;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.LiveTree;
import org.dtbind.gpio.LineControllers;
import org.dtbind.gpio.SourceLines;
import org.dtbind.gpio.SourceLines.SourceEntry;
import org.dtbind.source.Bytes;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.GpioSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.NodeReference;
import org.dtbind.spec.SafeState;
import org.dtbind.tree.NodePath;

/**
 * Finds the lines that a declaration lists for a device among those of its node. The node may have
 * more lines than the declaration, and in another order. Use in one thread.
 */
final class DeclaredLines {

  private static final String OTHER_OVERLAY =
      "if you changed the declaration, create the overlay again with 'dtbind overlay create', and"
          + " make the bootloader apply it; otherwise, correct the declaration";

  private final LiveTree tree;
  private final LineControllers controllers;
  private final boolean simulated;

  /** Creates an object for a tree; {@code simulated} is as in {@link ApplyRequest}. */
  DeclaredLines(LiveTree tree, LineControllers controllers, boolean simulated) {
    this.tree = tree;
    this.controllers = controllers;
    this.simulated = simulated;
  }

  /**
   * The lines of one device.
   *
   * @param missing why the node of the running system's tree is not as declared; empty if it is
   * @param safe the declared safe states, by the index of the line in the node
   */
  record Match(Optional<Problem> missing, Map<Integer, SafeState> safe) {

    /** No declared lines, or a device that does not exist. */
    static final Match NONE = new Match(Optional.empty(), Map.of());
  }

  Match of(DeviceSpec device, NodePath node) {
    if (device.gpios().isEmpty()) {
      return Match.NONE;
    }
    List<SourceEntry> lines =
        SourceLines.of(tree, node, controllers).map(SourceLines::entries).orElse(List.of());
    List<String> names = tree.lineNames(node).stream().map(Bytes::utf8).toList();
    Map<Integer, SafeState> safe = new TreeMap<>();
    for (int i = 0; i < device.gpios().size(); i++) {
      GpioSpec line = device.gpios().get(i);
      Optional<Integer> byNumber = index(line, i, lines);
      // In a simulation, only the name is certain.
      Optional<Integer> index = simulated ? named(line, names).or(() -> byNumber) : byNumber;
      if (index.isEmpty() && simulated) {
        continue;
      }
      if (index.isEmpty()) {
        return rejected(node, text(line) + ", which the declaration lists", lines);
      }
      Optional<String> name = line.name().map(Located::value);
      String actual = index.get() < names.size() ? names.get(index.get()) : "";
      if (name.isPresent() && !name.get().equals(actual) && !simulated) {
        String what = "the declared name \"%s\" for %s".formatted(name.get(), text(line));
        return rejected(node, what, lines);
      }
      int at = index.get();
      line.safeState().ifPresent(state -> safe.put(at, state.value()));
    }
    return new Match(Optional.empty(), safe);
  }

  private static Optional<Integer> named(GpioSpec line, List<String> names) {
    return line.name().map(name -> names.indexOf(name.value())).filter(at -> at >= 0);
  }

  /** Returns the index of a declared line in the node. */
  private Optional<Integer> index(GpioSpec line, int declared, List<SourceEntry> lines) {
    if (line.offset().isEmpty()) {
      // Only the controller's driver knows which line a complete specifier selects.
      return Optional.of(declared).filter(index -> index < lines.size());
    }
    Optional<NodePath> controller = controller(line);
    List<Integer> found =
        IntStream.range(0, lines.size())
            .filter(i -> isSame(lines.get(i), line, controller))
            .boxed()
            .toList();
    return found.contains(declared) ? Optional.of(declared) : found.stream().findFirst();
  }

  private static boolean isSame(
      SourceEntry line, GpioSpec declared, Optional<NodePath> controller) {
    // Without labels in the tree, any controller may be the declared one.
    return declared
            .offset()
            .filter(offset -> offset(line).equals(Optional.of(offset.value())))
            .isPresent()
        && controller.filter(node -> !line.controller().equals(Optional.of(node))).isEmpty();
  }

  /** Returns the cell that declarations call the offset. */
  private static Optional<Integer> offset(SourceEntry line) {
    return line.cells().stream().findFirst();
  }

  private Optional<NodePath> controller(GpioSpec line) {
    NodeReference reference = line.controller().value();
    if (reference instanceof NodeReference.At at) {
      return Optional.of(at.path());
    }
    return reference instanceof NodeReference.Labelled labelled
        ? tree.label(labelled.label())
        : Optional.empty();
  }

  private static Match rejected(NodePath node, String what, List<SourceEntry> lines) {
    String present =
        lines.isEmpty()
            ? "it has no lines"
            : "its lines are " + lines.stream().map(DeclaredLines::text).collect(joining(", "));
    return new Match(
        Optional.of(
            Problem.of(
                    Reason.DRIFTED,
                    "%s in the running system's devicetree does not contain %s"
                        .formatted(node, what))
                .details(List.of(present))
                .help(OTHER_OVERLAY)),
        Map.of());
  }

  private static String text(SourceEntry line) {
    return line.controller()
        .map(node -> text(offset(line), node.text()))
        .orElse("one of an unknown chip");
  }

  private static String text(GpioSpec line) {
    return text(line.offset().map(Located::value), line.controller().value().text());
  }

  private static String text(Optional<Integer> offset, String controller) {
    return offset.map(at -> "line " + at).orElse("a line") + " of " + controller;
  }
}
