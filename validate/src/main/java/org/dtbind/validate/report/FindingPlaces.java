// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Subject;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * Finds the places in source of nodes and properties for findings. If several places wrote one, the
 * last is used.
 */
final class FindingPlaces {

  /**
   * A node or property in a tree, with its place in source.
   *
   * @param property the name of the property; absent for the node itself
   */
  record Place(DtNode node, NodePath path, Optional<String> property, Span span) {

    Subject subject() {
      return property.map(name -> Subject.of(path, name)).orElse(Subject.of(path));
    }
  }

  private final DeviceTree tree;

  FindingPlaces(DeviceTree tree) {
    this.tree = tree;
  }

  /** Returns the node or property to which steps lead from a node. */
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
        return new Place(node, at, Optional.empty(), node.named());
      }
      Optional<DtProperty> property = node.property(step.toString());
      if (property.isPresent()) {
        String name = property.get().name();
        return new Place(node, at, Optional.of(name), known(node, property.get().span()));
      }
      break;
    }
    return new Place(node, at, Optional.empty(), written(node));
  }

  /** Returns the place of a property or child of a node. */
  Span of(Place place, String member) {
    Optional<DtNode> child = place.node().child(member);
    if (child.isPresent()) {
      return written(child.get());
    }
    return place
        .node()
        .property(member)
        .map(property -> known(place.node(), property.span()))
        .orElseGet(place::span);
  }

  private static Span known(DtNode node, Span span) {
    return span.isKnown() ? span : written(node);
  }

  /**
   * Returns the last place that wrote to the node, because missing properties can be added there.
   */
  private static Span written(DtNode node) {
    List<Span> written = node.written().stream().filter(Span::isKnown).toList();
    return written.isEmpty() ? node.named() : written.get(written.size() - 1);
  }
}
