// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.edit.EditedProperty;
import org.dtbind.overlay.edit.NodesByPhandle;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** A base into which overlays are being merged, with indexes of phandles and labels. */
final class MergedBase {

  private final DeviceTree tree;
  private final EditedNode root;
  private final NodesByPhandle byPhandle = new NodesByPhandle();
  private final Set<String> labels = new HashSet<>();
  private final Map<String, Origin> hidden = new HashMap<>();
  private final List<StackedOrigins.Reading> readings = new ArrayList<>();
  private final List<Edit> edits = new ArrayList<>();
  private final List<Replacement> replacements = new ArrayList<>();

  /** The first source position of an overlay. */
  private int stacked = Integer.MAX_VALUE;

  /** The node that was changed last. Its path is cached, because edits often follow on one node. */
  private EditedNode last;

  private NodePath lastPath = NodePath.ROOT;
  private int maxPhandle;

  /** The end of the source positions of all trees read so far. */
  private int end;

  /** Continues with a tree that parameters have changed. */
  MergedBase(DeviceTree tree, List<Edit> edits, MergedBase before) {
    this(tree);
    this.edits.addAll(edits);
    this.replacements.addAll(before.replacements);
    this.stacked = before.stacked;
    this.hidden.putAll(before.hidden);
  }

  MergedBase(DeviceTree tree) {
    this.tree = tree;
    this.root = EditedNode.of(tree.root());
    this.last = root;
    this.readings.add(new StackedOrigins.Reading(0, tree.origins()));
    index(root);
  }

  /** Runs for every node, usually before the JIT compiles it, hence without iterators. */
  private void index(EditedNode node) {
    DtNode original = node.original();
    Optional<Integer> phandle = original.phandle();
    if (phandle.isPresent()) {
      number(node, phandle.get());
    }
    List<Label> named = original.labels();
    for (int i = named.size() - 1; i >= 0; i--) {
      labels.add(named.get(i).name());
    }
    List<Span> written = original.written();
    for (int i = written.size() - 1; i >= 0; i--) {
      end = Math.max(end, written.get(i).end());
    }
    List<EditedNode> children = node.children();
    int count = children.size();
    for (int i = 0; i < count; i++) {
      index(children.get(i));
    }
  }

  EditedNode root() {
    return root;
  }

  /** Returns the largest phandle, compared as unsigned; 0 if there is none. */
  int maxPhandle() {
    return maxPhandle;
  }

  private void number(EditedNode node, int phandle) {
    byPhandle.add(phandle, node);
    if (Integer.compareUnsigned(phandle, maxPhandle) > 0) {
      maxPhandle = phandle;
    }
  }

  Optional<EditedNode> byPhandle(int phandle) {
    return byPhandle.node(phandle);
  }

  /**
   * Returns the node at a path by the rules of {@code fdt_path_offset()}: slashes may be doubled,
   * the path may begin with an alias, and unit addresses may be missing.
   */
  Optional<EditedNode> at(String path) {
    ExistingPart existing = existing(path);
    return existing.missing().isEmpty() ? Optional.of(existing.node()) : Optional.empty();
  }

  /**
   * The existing part of a path.
   *
   * @param node the last node on the path; the root if the path begins with an unknown alias
   * @param missing where the first name begins that does not exist; empty if the path exists
   */
  record ExistingPart(EditedNode node, Optional<Integer> missing) {}

  /** Returns the existing part of a path, by the rules of {@link #at(String)}. */
  ExistingPart existing(String path) {
    EditedNode node = root;
    int at = 0;
    if (!path.startsWith("/")) {
      int slash = path.indexOf('/');
      at = slash < 0 ? path.length() : slash;
      Optional<EditedNode> aliased = aliased(path.substring(0, at));
      if (aliased.isEmpty()) {
        return new ExistingPart(root, Optional.of(0));
      }
      node = aliased.get();
    }
    while (at < path.length()) {
      while (at < path.length() && path.charAt(at) == '/') {
        at++;
      }
      if (at == path.length()) {
        break;
      }
      int slash = path.indexOf('/', at);
      int stop = slash < 0 ? path.length() : slash;
      Optional<EditedNode> child = node.child(path.substring(at, stop));
      if (child.isEmpty()) {
        return new ExistingPart(node, Optional.of(at));
      }
      node = child.get();
      at = stop;
    }
    return new ExistingPart(node, Optional.empty());
  }

  private Optional<EditedNode> aliased(String alias) {
    return root.child("aliases")
        .flatMap(aliases -> aliases.property(alias))
        .flatMap(property -> property.freeze().value().string())
        .filter(text -> text.startsWith("/"))
        .flatMap(this::at);
  }

  Optional<EditedNode> symbols() {
    return root.child(Overlay.SYMBOLS);
  }

  /** Returns the value of a label in {@code __symbols__}. */
  Optional<PropertyValue> symbol(String label) {
    Optional<EditedNode> symbols = symbols();
    Optional<EditedProperty> symbol =
        symbols.isPresent() ? symbols.get().property(label) : Optional.empty();
    return symbol.isPresent() ? Optional.of(symbol.get().freeze().value()) : Optional.empty();
  }

  /** Records a label; returns whether it is new. */
  boolean label(Label label) {
    return labels.add(label.name());
  }

  /** Records a label that an overlay does not export. */
  void hide(String label, Origin place) {
    hidden.putIfAbsent(label, place);
  }

  /** Returns the place of a label that an overlay does not export. */
  Optional<Origin> hidden(String label) {
    return Optional.ofNullable(hidden.get(label));
  }

  /** Reserves source positions for an overlay after those of all trees read before. */
  Shift read(DeviceTree overlay) {
    int first = end;
    stacked = Math.min(stacked, first);
    readings.add(new StackedOrigins.Reading(first, overlay.origins()));
    read(overlay.root(), first);
    return new Shift(first);
  }

  private void read(DtNode node, int first) {
    for (Span span : node.written()) {
      end = Math.max(end, sum(first, span.end()));
    }
    for (DtNode child : node.children()) {
      read(child, first);
    }
  }

  private static int sum(int first, int last) {
    return last > Integer.MAX_VALUE - first ? Integer.MAX_VALUE : first + last;
  }

  private NodePath path(EditedNode node) {
    if (node != last) {
      last = node;
      lastPath = node.path();
    }
    return lastPath;
  }

  /** Adds a child before all others, as libfdt does. */
  EditedNode add(EditedNode node, String name, Span named) {
    edits.add(new Edit.AddNode(path(node).child(name)));
    return node.add(name, named);
  }

  void set(EditedNode node, DtProperty property) {
    NodePath path = path(node);
    boolean isPhandle = DtNode.isPhandle(property.name());
    Optional<Integer> before = isPhandle ? node.phandle() : Optional.empty();
    Optional<EditedProperty> former = node.property(property.name());
    if (former.isPresent()) {
      replaced(path, former.get(), property);
    }
    boolean added = node.set(property);
    edits.add(new Edit.SetProperty(path, property.name(), property.value().bytes(), added));
    if (isPhandle) {
      renumber(node, before, node.phandle());
    }
  }

  private void replaced(NodePath path, EditedProperty former, DtProperty now) {
    int overlay = readings.get(readings.size() - 1).first();
    boolean later = now.span().isKnown() && now.span().start() >= overlay && readings.size() > 1;
    if (later && former.span().isKnown() && former.span().start() < overlay) {
      boolean byOverlay = former.span().start() >= stacked;
      replacements.add(new Replacement(path, former.freeze(), now, byOverlay));
    }
  }

  private void renumber(EditedNode node, Optional<Integer> before, Optional<Integer> now) {
    if (!before.equals(now)) {
      before.ifPresent(phandle -> byPhandle.remove(phandle, node));
      now.ifPresent(phandle -> number(node, phandle));
    }
  }

  /** Returns the place where a node is first named. */
  Origin origin(EditedNode node) {
    return new StackedOrigins(readings).of(node.original().named());
  }

  MergedTree freeze() {
    // Like a blob, a merged tree does not tell which nodes its sources emptied.
    DeviceTree merged =
        new DeviceTree(
            root.freeze(),
            tree.reservations(),
            tree.bootCpu(),
            tree.plugin(),
            new StackedOrigins(readings));
    return new MergedTree(merged, edits, replacements);
  }
}
