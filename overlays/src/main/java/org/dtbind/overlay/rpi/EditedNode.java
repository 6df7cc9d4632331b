// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;

/**
 * A node whose name and properties parameters change. New properties come before existing ones, as
 * in libfdt. Use in one thread.
 */
final class EditedNode {

  private final DtNode node;
  private final Map<String, DtProperty> properties = new HashMap<>();

  /** Names of new properties, in the order in which they were added. */
  private final Set<String> added = new LinkedHashSet<>();

  /** Names of original properties that were removed. */
  private final Set<String> removed = new HashSet<>();

  private String name;

  EditedNode(DtNode node) {
    this.node = node;
    this.name = node.name();
    for (DtProperty property : node.properties()) {
      properties.putIfAbsent(property.name(), property);
    }
  }

  String name() {
    return name;
  }

  void rename(String other) {
    name = other;
  }

  Optional<DtProperty> property(String wanted) {
    return Optional.ofNullable(properties.get(wanted));
  }

  /** Sets a property; returns whether it is new. */
  boolean set(DtProperty property) {
    boolean isNew = properties.put(property.name(), property) == null;
    if (isNew) {
      added.add(property.name());
    }
    return isNew;
  }

  void remove(String property) {
    properties.remove(property);
    if (!added.remove(property)) {
      removed.add(property);
    }
  }

  DtNode freeze(List<DtNode> children) {
    List<DtProperty> all = new ArrayList<>();
    for (String property : added) {
      all.add(properties.get(property));
    }
    Collections.reverse(all);
    Set<String> seen = new HashSet<>();
    for (DtProperty property : node.properties()) {
      boolean first = seen.add(property.name());
      if (!first) {
        all.add(property);
      } else if (!removed.contains(property.name())) {
        all.add(properties.get(property.name()));
      }
    }
    return new DtNode(name, node.labels(), all, children, node.named(), node.written());
  }
}
