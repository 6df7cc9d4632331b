// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.source.Span;
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

  /**
   * The places of the overrides that set a property, by its name and then by that of the override.
   * An override can set a property many times.
   */
  private final Map<String, Map<String, List<Span>>> overrides = new HashMap<>();

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

  /** Records that an override sets a property; returns whether this was unknown. */
  boolean written(String property, DtProperty override) {
    return overrides
            .computeIfAbsent(property, any -> new LinkedHashMap<>())
            .putIfAbsent(override.name(), override.written())
        == null;
  }

  private DtProperty withOverrides(DtProperty property) {
    Map<String, List<Span>> by = overrides.get(property.name());
    if (by == null) {
      return property;
    }
    List<Span> written = new ArrayList<>(property.written());
    by.values().forEach(written::addAll);
    return new DtProperty(property.name(), property.value(), property.labels(), written);
  }

  void remove(String property) {
    properties.remove(property);
    overrides.remove(property);
    if (!added.remove(property)) {
      removed.add(property);
    }
  }

  DtNode freeze(List<DtNode> children) {
    List<DtProperty> all = new ArrayList<>();
    for (String property : added) {
      property(property).map(this::withOverrides).ifPresent(all::add);
    }
    Collections.reverse(all);
    Set<String> seen = new HashSet<>();
    for (DtProperty property : node.properties()) {
      boolean first = seen.add(property.name());
      if (!first) {
        all.add(property);
      } else if (!removed.contains(property.name())) {
        property(property.name()).map(this::withOverrides).ifPresent(all::add);
      }
    }
    return node.withName(name).withProperties(all).withChildren(children);
  }
}
