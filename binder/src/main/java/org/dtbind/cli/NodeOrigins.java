// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.report.DiagnosticJson;
import org.dtbind.report.Report;
import org.dtbind.report.Table;
import org.dtbind.report.Value;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.NodePath;

/**
 * Nodes with every place that wrote them and their properties.
 *
 * @param tree whose places they are
 * @param depth levels of nodes below the one that is asked for
 */
record NodeOrigins(DeviceTree tree, int depth) {

  private static final String SCHEMA = "dtbind.show/1";

  /** Longest piece of replaced source that is shown, in characters. */
  private static final int MAX_REPLACED = 100;

  /**
   * {@return for people: nodes and properties, each with its places below it}
   *
   * @param path of the node
   * @param node the node
   */
  String text(NodePath path, DtNode node) {
    StringBuilder out = new StringBuilder();
    text(out, path, node, 0);
    return out.toString();
  }

  private void text(StringBuilder out, NodePath path, DtNode node, int level) {
    out.append(level > 0 ? "\n" : "").append(printable(path.text())).append('\n');
    if (node.written().isEmpty()) {
      out.append("  by no source\n");
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
      out.append("    by no source\n");
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

  /** Returns what stands at a place, in one line; empty where it is no source. */
  private static Optional<String> source(Origin origin) {
    if (!(origin instanceof Origin.Source source)) {
      return Optional.empty();
    }
    String text = source.file().content().slice(source.start(), source.end()).utf8();
    String line = text.replaceAll("\\s+", " ").strip();
    return Optional.of(line.length() > MAX_REPLACED ? line.substring(0, MAX_REPLACED) + "…" : line);
  }

  private static String printable(String text) {
    return Table.printable(text);
  }

  /**
   * {@return for scripts: a list of nodes, parents first, each with {@code path}, {@code labels},
   * {@code written}, the places that added to it, and {@code properties}. A property has {@code
   * name}, {@code source}, {@code labels} and {@code written}, the places that wrote it, the one
   * that counts last, each with its {@code source}}
   *
   * @param path of the node
   * @param node the node
   */
  Report report(NodePath path, DtNode node) {
    List<Value> nodes = new ArrayList<>();
    add(nodes, path, node, 0);
    return new Report(
        SCHEMA, fields(member("nodes", new Value.Items(nodes))), new Table(List.of(), List.of()));
  }

  private void add(List<Value> nodes, NodePath path, DtNode node, int level) {
    List<Value> properties = new ArrayList<>();
    for (DtProperty property : node.properties()) {
      properties.add(
          fields(
              member("name", Value.of(property.name())),
              member("source", Value.of(DtsPrinter.property(property))),
              member("labels", labels(property.labels())),
              member("written", places(property.written(), true))));
    }
    nodes.add(
        fields(
            member("path", Value.of(path.text())),
            member("labels", labels(node.labels())),
            member("written", places(node.written(), false)),
            member("properties", new Value.Items(properties))));
    if (level < depth) {
      for (DtNode child : node.children()) {
        add(nodes, path.child(child.name()), child, level + 1);
      }
    }
  }

  private static Value labels(List<Label> labels) {
    return Value.ofTexts(labels.stream().map(Label::name).toList());
  }

  private Value places(List<Span> written, boolean withSource) {
    List<Value> places = new ArrayList<>();
    for (Span span : written) {
      Origin origin = tree.origins().of(span);
      Optional<String> source = withSource ? source(origin) : Optional.empty();
      places.add(
          fields(
              member("origin", DiagnosticJson.origin(origin)), member("source", Value.of(source))));
    }
    return new Value.Items(places);
  }
}
