// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/** A tree whose node names and properties are changed by parameters. Use in one thread. */
@SuppressWarnings("ReferenceEquality") // A tree may contain several equal nodes.
final class EditedTree {

  /**
   * A node and its ancestors.
   *
   * @param above the parent; empty for the root
   */
  record Place(DtNode node, Optional<Place> above) {}

  /** The work of recording a change, which takes as much memory. */
  private static final int CHANGE = 100;

  private final DeviceTree tree;
  private final Map<Integer, Place> phandles = new HashMap<>();
  private final IdentityHashMap<DtNode, EditedNode> edited = new IdentityHashMap<>();

  /** The children of the root by their current names, with and without unit addresses. */
  private final Map<String, Place> fragments = new HashMap<>();

  private final List<ParameterChange> changes = new ArrayList<>();
  private final List<PlaceChange> places = new ArrayList<>();
  private boolean renamed;
  private long work;

  EditedTree(DeviceTree tree) {
    this.tree = tree;
    index(new Place(tree.root(), Optional.empty()));
  }

  private void index(Place place) {
    place.node().phandle().ifPresent(phandle -> phandles.putIfAbsent(phandle, place));
    for (DtNode child : place.node().children()) {
      index(new Place(child, Optional.of(place)));
    }
  }

  Optional<Place> byPhandle(int phandle) {
    return Optional.ofNullable(phandles.get(phandle));
  }

  /** Returns the first child of the root with this current name. */
  Optional<Place> fragment(String name) {
    if (fragments.isEmpty()) {
      Place root = new Place(tree.root(), Optional.empty());
      work += tree.root().children().size();
      for (DtNode child : tree.root().children()) {
        Place place = new Place(child, Optional.of(root));
        fragments.putIfAbsent(name(place), place);
        fragments.putIfAbsent(DtNode.baseName(name(place)), place);
      }
    }
    return Optional.ofNullable(fragments.get(name));
  }

  /** Returns the first child with this current name. */
  Optional<Place> child(Place place, String name) {
    for (DtNode child : place.node().children()) {
      work++;
      EditedNode known = edited.get(child);
      String now = known == null ? child.name() : known.name();
      if (now.equals(name) || name.indexOf('@') < 0 && DtNode.baseName(now).equals(name)) {
        return Optional.of(new Place(child, Optional.of(place)));
      }
    }
    return Optional.empty();
  }

  String name(Place place) {
    EditedNode known = edited.get(place.node());
    return known == null ? place.node().name() : known.name();
  }

  NodePath path(Place place) {
    StringBuilder path = new StringBuilder();
    addPath(place, path);
    work += path.length();
    return path.isEmpty() ? NodePath.ROOT : new NodePath(path.toString());
  }

  private void addPath(Place place, StringBuilder path) {
    if (place.above().isPresent()) {
      addPath(place.above().get(), path);
      path.append('/').append(name(place));
    }
  }

  Optional<DtProperty> property(Place place, String name) {
    EditedNode known = edited.get(place.node());
    return known == null ? place.node().property(name) : known.property(name);
  }

  private EditedNode open(Place place) {
    return edited.computeIfAbsent(place.node(), EditedNode::new);
  }

  /** Sets a property. Until it is frozen, {@link DtProperty#written} lacks the override. */
  void set(Place place, DtProperty property, DtProperty override) {
    Optional<DtProperty> before = property(place, property.name());
    work += CHANGE + property.value().bytes().length();
    boolean added = open(place).set(property);
    if (open(place).written(property.name(), override)) {
      work += override.written().size();
    }
    changes.add(
        new ParameterChange(
            path(place), property.name(), Optional.of(property.value().bytes()), added));
    if (DtNode.isPhandle(property.name())) {
      before
          .flatMap(old -> old.value().cell())
          .filter(old -> byPhandle(old).filter(p -> p.node() == place.node()).isPresent())
          .ifPresent(phandles::remove);
      property.value().cell().ifPresent(phandle -> phandles.putIfAbsent(phandle, place));
    }
  }

  void remove(Place place, String name) {
    if (property(place, name).isPresent()) {
      work += CHANGE;
      open(place).remove(name);
      changes.add(new ParameterChange(path(place), name, Optional.empty(), false));
    }
  }

  void rename(Place place, String name) {
    if (!name(place).equals(name)) {
      renamed = true;
      work += CHANGE;
      places.add(new PlaceChange.Renamed(path(place), name));
    }
    open(place).rename(name);
    if (place.above().filter(above -> above.node() == tree.root()).isPresent()) {
      fragments.clear();
    }
  }

  /** Returns whether any node was renamed. */
  boolean isRenamed() {
    return renamed;
  }

  /** Returns a measure of the time and memory spent so far: the bytes set, and nodes visited. */
  long work() {
    return work;
  }

  /** Records a change that fixup tables must follow. */
  void add(PlaceChange change) {
    work += CHANGE;
    places.add(change);
  }

  List<PlaceChange> places() {
    return places;
  }

  List<ParameterChange> changes() {
    return changes;
  }

  DeviceTree freeze() {
    return edited.isEmpty() ? tree : tree.withRoot(freeze(tree.root()));
  }

  private DtNode freeze(DtNode node) {
    List<DtNode> children = new ArrayList<>(node.children().size());
    boolean same = true;
    for (DtNode child : node.children()) {
      DtNode frozen = freeze(child);
      same &= frozen == child;
      children.add(frozen);
    }
    EditedNode known = edited.get(node);
    if (known != null) {
      return known.freeze(children);
    }
    return same ? node : node.withChildren(children);
  }
}
