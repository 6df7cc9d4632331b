// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.overlay.compare.Difference.Referring;
import org.dtbind.overlay.compare.TreeReferences;
import org.dtbind.overlay.generate.OverlayPrinter;
import org.dtbind.overlay.generate.OverlaySource;
import org.dtbind.overlay.generate.WrittenValue;
import org.dtbind.source.Origin;
import org.dtbind.source.Shown;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** One of two compared trees, with methods that format its parts. */
public record ComparedTree(
    String name, DeviceTree tree, TreeReferences references, Map<NodePath, String> labels) {

  public ComparedTree {
    labels = Map.copyOf(labels);
  }

  public static ComparedTree of(String name, DeviceTree tree) {
    Map<NodePath, String> labels = new HashMap<>();
    tree.symbols().forEach((label, path) -> labels.putIfAbsent(path, label));
    return new ComparedTree(name, tree, new TreeReferences(tree), labels);
  }

  Optional<String> label(NodePath path) {
    return Optional.ofNullable(labels.get(path));
  }

  /** {@return path and label of a node} */
  public String node(NodePath path) {
    return Shown.escaped(path + label(path).map(label -> " (&" + label + ")").orElse(""));
  }

  Optional<String> place(Span span) {
    return Optional.of(tree.origins().of(span))
        .filter(origin -> !(origin instanceof Origin.Unknown))
        .map(DiagnosticText::place);
  }

  /**
   * Formats a property as source. References are written with labels, or with paths if there is no
   * label.
   *
   * @param hexadecimal whether all numbers are hexadecimal; otherwise, each as is usual for it
   */
  String line(Referring value, List<Marker> types, boolean hexadecimal) {
    SortedMap<Integer, OverlaySource.Cell> cells = new TreeMap<>();
    value
        .references()
        .forEach((offset, target) -> cells.put(offset, new OverlaySource.PhandleOf(name(target))));
    PropertyValue typed = new PropertyValue(value.property().value().bytes(), types);
    List<OverlaySource.Part> parts = WrittenValue.of(typed, cells);
    return OverlayPrinter.shown(
        new OverlaySource.Property(
            value.property().name(),
            hexadecimal ? parts.stream().map(ComparedTree::hexadecimal).toList() : parts));
  }

  private static OverlaySource.Part hexadecimal(OverlaySource.Part part) {
    return part instanceof OverlaySource.Cells list
        ? new OverlaySource.Cells(list.cells().stream().map(ComparedTree::hexadecimal).toList())
        : part;
  }

  private static OverlaySource.Cell hexadecimal(OverlaySource.Cell cell) {
    return cell instanceof OverlaySource.Literal number
        ? new OverlaySource.Literal(number.value(), number.macros(), true)
        : cell;
  }

  private String name(String target) {
    return target.startsWith("&")
        ? target.substring(1)
        : label(new NodePath(target)).orElse("{" + target + "}");
  }
}
