// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/** Finds the places that wrote what findings are about: who wrote it last, counts. */
final class FindingPlaces {

  /**
   * A node, or a property of it.
   *
   * @param node the node
   * @param path of the node
   * @param property of the node; empty for the node itself
   * @param origin where it was written
   */
  record Place(DtNode node, String path, Optional<String> property, Origin origin) {

    /** Returns it as dtc names it. */
    String subject() {
      return property.map(name -> path + ":" + name).orElse(path);
    }
  }

  private final DeviceTree tree;

  FindingPlaces(DeviceTree tree) {
    this.tree = tree;
  }

  /** Returns what steps lead to, from a node of the tree. */
  Place of(NodePath path, List<Object> steps) {
    DtNode node = tree.node(path).orElse(tree.root());
    NodePath at = path;
    for (Object step : steps) {
      Optional<DtNode> child =
          step instanceof String name ? node.child(name) : Optional.<DtNode>empty();
      if (child.isPresent()) {
        node = child.get();
        at = at.child(node.name());
        continue;
      }
      if (step.equals("$nodename")) {
        return new Place(node, at.text(), Optional.empty(), named(node));
      }
      Optional<DtProperty> property = node.property(step.toString());
      if (property.isPresent()) {
        String name = property.get().name();
        return new Place(node, at.text(), Optional.of(name), origin(node, property.get().span()));
      }
      break;
    }
    return new Place(node, at.text(), Optional.empty(), written(node));
  }

  /** Returns where a property or child of a node was written. */
  Origin of(Place place, String member) {
    Optional<DtNode> child = place.node().child(member);
    if (child.isPresent()) {
      return written(child.get());
    }
    return place
        .node()
        .property(member)
        .map(property -> origin(place.node(), property.span()))
        .orElseGet(place::origin);
  }

  private Origin origin(DtNode node, Span span) {
    return span.isKnown() ? tree.origins().of(span) : written(node);
  }

  private Origin named(DtNode node) {
    return tree.origins().of(node.named());
  }

  /** Who added to a node last is who can still add what is missing. */
  private Origin written(DtNode node) {
    List<Span> written = node.written().stream().filter(Span::isKnown).toList();
    return written.isEmpty() ? named(node) : tree.origins().of(written.get(written.size() - 1));
  }
}
