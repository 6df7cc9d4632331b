// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;

/** Runs the checks; it never stops at the first problem. */
public final class TreeCheck {

  private static final String NODE_CHARS = ",._+-@";
  private static final String PROPERTY_CHARS = ",._+*#?-";

  private record Labelled(Span span, String what) {}

  private final DeviceTree tree;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Map<String, Labelled> labels = new HashMap<>();

  private TreeCheck(DeviceTree tree) {
    this.tree = tree;
  }

  /**
   * {@return the tree, with everything that is wrong with it}
   *
   * @param tree the tree
   */
  public static Diagnosed<DeviceTree> run(DeviceTree tree) {
    TreeCheck check = new TreeCheck(tree);
    tree.forEach(check::node);
    return Diagnosed.of(tree, check.problems);
  }

  private void node(NodePath path, DtNode node) {
    String subject = path.text();
    nodeName(node, subject);
    Map<String, Span> seen = new HashMap<>();
    for (DtNode child : node.children()) {
      Span first = seen.putIfAbsent(child.name(), child.named());
      if (first != null) {
        add(
            Check.DUPLICATE_NODE_NAMES,
            child.named(),
            path.child(child.name()).text(),
            "duplicate node name",
            first);
      }
    }
    for (Label label : node.labels()) {
      label(label, subject, subject);
    }
    node.property("name").ifPresent(name -> nameProperty(node, name, subject + ":name"));
    Map<String, Span> names = new HashMap<>();
    for (DtProperty property : node.properties()) {
      property(path, property);
      Span first = names.putIfAbsent(property.name(), property.span());
      if (first != null) {
        add(
            Check.DUPLICATE_PROPERTY_NAMES,
            property.span(),
            subject + ":" + property.name(),
            "duplicate property name",
            first);
      }
    }
  }

  private void nodeName(DtNode node, String subject) {
    int bad = firstBad(node.name(), NODE_CHARS);
    if (bad >= 0) {
      add(
          Check.NODE_NAME_CHARS,
          node.named(),
          subject,
          "bad character '" + node.name().charAt(bad) + "' in node name");
    }
    if (node.unitAddress().indexOf('@') >= 0) {
      add(Check.NODE_NAME_FORMAT, node.named(), subject, "multiple '@' characters in node name");
    }
  }

  private void nameProperty(DtNode node, DtProperty name, String subject) {
    Optional<String> text = name.value().string();
    if (text.isEmpty()) {
      add(Check.NAME_IS_STRING, name.span(), subject, "property is not a string");
    } else if (!text.get().equals(node.baseName())) {
      String message = "\"name\" property is incorrect: the node is called " + node.baseName();
      add(Check.NAME_PROPERTIES, name.span(), subject, message);
    }
  }

  private void property(NodePath path, DtProperty property) {
    String subject = path.text() + ":" + property.name();
    int bad = firstBad(property.name(), PROPERTY_CHARS);
    if (bad >= 0) {
      add(
          Check.PROPERTY_NAME_CHARS,
          property.span(),
          subject,
          "bad character '" + property.name().charAt(bad) + "' in property name");
    }
    for (Label label : property.labels()) {
      label(label, subject, "'" + property.name() + "' in " + path);
    }
    for (Marker marker : property.value().markers()) {
      if (marker instanceof Marker.Labelled labelled) {
        label(labelled.label(), subject, "value of '" + property.name() + "' in " + path);
      }
    }
  }

  private void label(Label label, String subject, String what) {
    Labelled first = labels.putIfAbsent(label.name(), new Labelled(label.span(), what));
    if (first != null) {
      add(
          Check.DUPLICATE_LABEL,
          label.span(),
          subject,
          "duplicate label '%s' on %s and %s".formatted(label.name(), what, first.what()),
          first.span());
    }
  }

  private static int firstBad(String name, String allowed) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean good =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || allowed.indexOf(c) >= 0;
      if (!good) {
        return i;
      }
    }
    return -1;
  }

  private void add(Check check, Span span, String subject, String message) {
    Diagnostic diagnostic = Diagnostic.error(check, tree.origins(), span, message).about(subject);
    problems.add(diagnostic);
  }

  private void add(Check check, Span span, String subject, String message, Span first) {
    Diagnostic diagnostic =
        Diagnostic.error(check, tree.origins(), span, message)
            .about(subject)
            .note("first at", tree.origins().of(first));
    problems.add(diagnostic);
  }
}
