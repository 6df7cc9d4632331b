// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.source.Origin;
import org.dtbind.source.Shown;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.NodePath;
import org.dtbind.view.DiagnosticView;
import org.dtbind.view.View;

/**
 * Shows all places in source that wrote a node and its properties.
 *
 * @param tree the tree that knows the places
 * @param depth the number of levels to show below the node
 */
public record NodeOrigins(DeviceTree tree, int depth) {

  /** The maximum length of replaced source text, in characters. */
  private static final int MAX_REPLACED = 100;

  /** {@return nodes and properties as text, each with its places} */
  String text(NodePath path, DtNode node) {
    StringBuilder out = new StringBuilder();
    text(out, path, node, 0);
    return out.toString();
  }

  private void text(StringBuilder out, NodePath path, DtNode node, int level) {
    out.append(level > 0 ? "\n" : "").append(printable(path.text())).append('\n');
    if (node.written().isEmpty()) {
      out.append("  not in the source\n");
    }
    for (Span span : node.written()) {
      out.append("  written at ")
          .append(DiagnosticText.place(tree.origins().of(span)))
          .append('\n');
    }
    for (DtProperty property : node.properties()) {
      out.append("  ").append(printable(DtsPrinter.property(property))).append('\n');
      text(out, property);
    }
    if (level < depth) {
      for (DtNode child : node.children()) {
        text(out, path.child(child.name()), child, level + 1);
      }
    }
  }

  private void text(StringBuilder out, DtProperty property) {
    List<Span> written = property.written();
    if (written.isEmpty()) {
      out.append("    not in the source\n");
    }
    for (int i = written.size() - 1; i >= 0; i--) {
      Origin origin = tree.origins().of(written.get(i));
      boolean counts = i == written.size() - 1;
      out.append(counts ? "    written at " : "    in place of ").append(origin.place());
      if (!counts) {
        source(origin).ifPresent(text -> out.append(": ").append(printable(text)));
      }
      out.append('\n');
      trail(out, origin);
    }
  }

  private static void trail(StringBuilder out, Origin origin) {
    if (origin instanceof Origin.Source source && source.expandedFrom().isPresent()) {
      Origin.MacroUse macro = source.expandedFrom().get();
      out.append("      in expansion of macro ").append(macro.name());
      out.append(", defined at ").append(DiagnosticText.place(macro.definition())).append('\n');
    }
  }

  /** Returns the source text at a place, in one line; empty if the place is not in source. */
  private static Optional<String> source(Origin origin) {
    if (!(origin instanceof Origin.Source source)) {
      return Optional.empty();
    }
    String text = source.file().content().slice(source.start(), source.end()).utf8();
    String line = text.replaceAll("\\s+", " ").strip();
    return Optional.of(line.length() > MAX_REPLACED ? line.substring(0, MAX_REPLACED) + "…" : line);
  }

  private static String printable(String text) {
    return Shown.masked(text);
  }

  private record Place(Origin origin, Optional<String> source) {}

  /** A node, and the tree that knows its places. */
  record Node(DeviceTree tree, NodePath path, DtNode node) {

    List<Place> places(List<Span> written, boolean withSource) {
      return written.stream()
          .map(tree.origins()::of)
          .map(at -> new Place(at, withSource ? source(at) : Optional.empty()))
          .toList();
    }

    List<Property> properties() {
      return node.properties().stream()
          .map(property -> new Property(property, places(property.written(), true)))
          .toList();
    }
  }

  private record Property(DtProperty property, List<Place> written) {}

  private static final View<Place> PLACE =
      View.<Place>part()
          .object("origin", "location", DiagnosticView.ORIGIN, Place::origin)
          .textOrNull(
              "source",
              "source text at this location; null for a node, or if the location is not in a source"
                  + " file",
              Place::source);

  /** Nodes, each before its children. */
  public static final View<List<Node>> VIEW =
      View.<List<Node>>document(
              "show", "`show --origins`: where a node and its properties are defined")
          .list(
              "nodes",
              "the node, followed by the nodes below it, down to the level that `--depth`"
                  + " specifies",
              View.<Node>part()
                  .text("path", "path of the node", Node::path)
                  .texts("labels", "labels of the node", node -> labels(node.node.labels()))
                  .list(
                      "written",
                      "locations where the node is defined, in order",
                      PLACE,
                      node -> node.places(node.node.written(), false))
                  .list(
                      "properties",
                      "properties of the node",
                      View.<Property>part()
                          .text(
                              "name", "name of the property", property -> property.property.name())
                          .text(
                              "source",
                              "property with its final value, as source text",
                              property -> DtsPrinter.property(property.property))
                          .texts(
                              "labels",
                              "labels of the property",
                              property -> labels(property.property.labels()))
                          .list(
                              "written",
                              "locations where the property is set, in order; the last one takes"
                                  + " effect",
                              PLACE,
                              Property::written),
                      Node::properties),
              nodes -> nodes);

  /** {@return the node and the nodes below it, down to the depth} */
  List<Node> nodes(NodePath path, DtNode node) {
    List<Node> nodes = new ArrayList<>();
    add(nodes, path, node, 0);
    return nodes;
  }

  private void add(List<Node> nodes, NodePath path, DtNode node, int level) {
    nodes.add(new Node(tree, path, node));
    if (level < depth) {
      node.children().forEach(c -> add(nodes, path.child(c.name()), c, level + 1));
    }
  }

  private static List<String> labels(List<Label> labels) {
    return labels.stream().map(Label::name).toList();
  }
}
