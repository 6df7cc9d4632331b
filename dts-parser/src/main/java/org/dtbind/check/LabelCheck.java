// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.HashMap;
import java.util.Map;
import org.dtbind.diag.Message;
import org.dtbind.source.Span;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;

/**
 * Finds labels that are used twice. The first use is that on a node, else that on a property, else
 * that in a value.
 */
final class LabelCheck {

  /**
   * A place with a label. Its description contains a path and is only made for messages, because a
   * tree may have many labels.
   *
   * @param place the node, property or marker
   * @param start the description without the path
   */
  private record Bearer(Object place, String start, CheckedNode node, Span span) {
    String text() {
      return start + node.path();
    }
  }

  private final CheckRun run;
  private final Map<String, Bearer> onNodes = new HashMap<>();
  private final Map<String, Bearer> onProperties = new HashMap<>();
  private final Map<String, Bearer> inValues = new HashMap<>();

  LabelCheck(CheckRun run) {
    this.run = run;
  }

  void run() {
    if (run.tree.repeatsLabel()) {
      compareAll();
    }
  }

  private void compareAll() {
    for (CheckedNode node : run.tree.nodes) {
      for (Label label : node.node.labels()) {
        onNodes.putIfAbsent(label.name(), new Bearer(node, "", node, label.span()));
      }
      for (DtProperty property : node.node.properties()) {
        property
            .labels()
            .forEach(l -> onProperties.putIfAbsent(l.name(), bearer(node, property, l)));
        for (Marker marker : property.value().markers()) {
          if (marker instanceof Marker.Labelled labelled) {
            inValues.putIfAbsent(labelled.label().name(), bearer(node, property, labelled));
          }
        }
      }
    }
    for (CheckedNode node : run.tree.nodes) {
      for (Label label : node.node.labels()) {
        compare(node, label, new Bearer(node, "", node, label.span()));
      }
      for (DtProperty property : node.node.properties()) {
        property.labels().forEach(l -> compare(node, l, bearer(node, property, l)));
        for (Marker marker : property.value().markers()) {
          if (marker instanceof Marker.Labelled labelled) {
            compare(node, labelled.label(), bearer(node, property, labelled));
          }
        }
      }
    }
  }

  private static Bearer bearer(CheckedNode node, DtProperty property, Label label) {
    return new Bearer(property, "'" + property.name() + "' in ", node, label.span());
  }

  private static Bearer bearer(CheckedNode node, DtProperty property, Marker.Labelled marker) {
    String start = "value of '" + property.name() + "' in ";
    return new Bearer(marker, start, node, marker.label().span());
  }

  private void compare(CheckedNode node, Label label, Bearer here) {
    String name = label.name();
    Bearer first =
        onNodes.getOrDefault(
            name, onProperties.getOrDefault(name, inValues.getOrDefault(name, here)));
    if (first.place() != here.place()) {
      run.fail(
          node,
          Message.of(
              "Duplicate label '{label}' on {place} and {first}", name, here.text(), first.text()));
      run.note("the duplicate is at", here.span());
      run.note("first defined at", first.span());
    }
  }
}
