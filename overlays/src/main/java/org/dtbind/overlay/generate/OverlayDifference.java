// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.compare.Comparison;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.overlay.compare.Difference.Referring;
import org.dtbind.overlay.compare.TreeComparison;
import org.dtbind.overlay.compare.TreeReferences;
import org.dtbind.overlay.generate.OverlaySource.Cell;
import org.dtbind.overlay.generate.OverlaySource.Content;
import org.dtbind.overlay.generate.OverlaySource.Fragment;
import org.dtbind.overlay.generate.OverlaySource.Node;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.overlay.generate.OverlaySource.Target;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * Generates the overlay that turns one tree into another, and reports the differences that it
 * cannot express.
 */
public final class OverlayDifference {

  private final DeviceTree base;
  private final Comparison comparison;
  private final TreeReferences references;
  private final NodeLabels labels;
  private final AddableNodes addable;
  private final Inexpressible inexpressible;

  private final Map<NodePath, List<Property>> properties = new LinkedHashMap<>();
  private final Map<NodePath, List<Node>> nodes = new LinkedHashMap<>();

  /** The nodes of the base that get a fragment, in the order of discovery. */
  private final Set<NodePath> targets = new LinkedHashSet<>();

  private OverlayDifference(DeviceTree base, DeviceTree changed) {
    this.base = base;
    this.comparison = TreeComparison.byPath(base, changed);
    this.references = new TreeReferences(changed);
    this.labels = new NodeLabels(base, changed, path -> base.node(path).isEmpty());
    this.inexpressible = new Inexpressible(base, changed);
    this.addable = new AddableNodes(base, path -> labels.symbol(path).isPresent(), inexpressible);
  }

  /**
   * {@return the overlay; present only if merging it into the base gives the expected tree.
   * Differences that it cannot express are warnings; names that source cannot contain are errors}
   */
  public static Diagnosed<ChangeOverlay> generate(DeviceTree base, DeviceTree changed) {
    OverlayDifference difference = new OverlayDifference(base, changed);
    ChangeOverlay overlay = difference.overlay();
    List<Diagnostic> problems = difference.inexpressible.problems();
    if (Diagnostic.anyError(problems)) {
      return Diagnosed.failed(problems);
    }
    if (overlay.source().fragments().isEmpty()) {
      problems.add(
          Diagnostic.warning(
              DifferenceCode.NOTHING_DIFFERS,
              changed.origins(),
              Span.NONE,
              Message.of("the trees do not differ, so the overlay is empty")));
      return Diagnosed.of(overlay, problems);
    }
    List<Diagnostic> wrong = new MergeProof(base, changed).wrong(overlay);
    problems.addAll(wrong);
    return wrong.isEmpty() ? Diagnosed.of(overlay, problems) : Diagnosed.failed(problems);
  }

  private ChangeOverlay overlay() {
    comparison.differences().forEach(addable::reject);
    comparison.differences().forEach(this::label);
    comparison.differences().forEach(this::take);
    inexpressible.reordered(comparison.reordered());
    inexpressible.supposed(comparison);
    labels.made().forEach(this::label);
    List<Fragment> fragments = new ArrayList<>();
    for (NodePath path : targets) {
      List<Node> inside = Siblings.ordered(nodes.getOrDefault(path, List.of()));
      Content content = new Content(properties.getOrDefault(path, List.of()), inside);
      fragments.add(new Fragment(target(path), content));
    }
    OverlaySource source = new OverlaySource(WrittenValue.ofRoot(base), fragments);
    return new ChangeOverlay(
        source, inexpressible.inexpressible(), new HashSet<>(labels.made().values()));
  }

  /**
   * Makes up labels for all targets of references, before the first node is written with its
   * labels.
   */
  private void label(Difference difference) {
    if (difference instanceof Difference.NodeAdded added) {
      label(added.path(), added.node());
    } else if (difference instanceof Difference.PropertyDiffers property) {
      property.after().ifPresent(value -> value.references().values().forEach(this::cell));
    }
  }

  private void label(NodePath path, DtNode node) {
    if (!addable.isRejected(path)) {
      for (DtProperty property : node.properties()) {
        references.in(path, node, property).values().forEach(this::cell);
      }
      node.children().forEach(child -> label(path.child(child.name()), child));
    }
  }

  private void take(Difference difference) {
    if (difference instanceof Difference.NodeRemoved removed) {
      inexpressible.removed(removed);
    } else if (difference instanceof Difference.NodeAdded added) {
      add(added);
    } else if (difference instanceof Difference.PropertyDiffers property) {
      property(property);
    } else if (difference instanceof Difference.ReservationsDiffer reservations) {
      inexpressible.stays(reservations);
    } else if (difference instanceof Difference.BootCpuDiffers cpu) {
      inexpressible.stays(cpu);
    } else if (difference instanceof Difference.LabelDiffers label) {
      symbol(label);
    }
  }

  private void symbol(Difference.LabelDiffers label) {
    if (base.root().child(Overlay.SYMBOLS).isEmpty()) {
      return; // The base has no symbols, so labels in it would have no use.
    }
    if (label.after().isEmpty()) {
      inexpressible.removed(label);
    } else if (base.node(label.after().get()).isPresent()) {
      if (!SourceName.isName(label.label())) {
        inexpressible.cannot(
            DifferenceCode.NAME_NOT_WRITTEN,
            Span.NONE,
            Subject.of(Overlay.SYMBOLS_PATH, label.label()),
            Message.of("this label contains characters that are not allowed in devicetree source"),
            "");
        return;
      }
      OverlaySource.Text path = new OverlaySource.Text(label.after().get().text());
      put(Overlay.SYMBOLS_PATH, new Property(label.label(), List.of(path)));
    } else if (addable.isRejected(label.after().get())) {
      inexpressible.removed(label);
    }
  }

  private void put(NodePath path, Property property) {
    targets.add(path);
    properties.computeIfAbsent(path, key -> new ArrayList<>()).add(property);
  }

  private void property(Difference.PropertyDiffers difference) {
    if (difference.after().isEmpty()) {
      inexpressible.removed(difference);
      return;
    }
    Referring value = difference.after().get();
    Subject subject = Subject.of(difference.path(), difference.name());
    if (addable.isTarget(difference.path(), value.property().span(), subject)) {
      written(value, subject).ifPresent(property -> put(difference.path(), property));
    }
  }

  private Optional<Property> written(Referring value, Subject subject) {
    if (!addable.isWritten(value, subject)) {
      return Optional.empty();
    }
    DtProperty property = value.property();
    SortedMap<Integer, Cell> cells = new TreeMap<>();
    value
        .references()
        .forEach((offset, target) -> cell(target).ifPresent(cell -> cells.put(offset, cell)));
    return Optional.of(new Property(property.name(), WrittenValue.of(property.value(), cells)));
  }

  /** Returns a cell that refers to a node; absent if it is not a path or cannot be added. */
  private Optional<Cell> cell(String target) {
    if (!target.startsWith("/")) {
      return Optional.empty();
    }
    NodePath path = new NodePath(target);
    if (addable.isRejected(path)) {
      return Optional.empty();
    }
    Optional<DtNode> existing = base.node(path);
    Optional<String> label =
        existing.isEmpty() ? Optional.of(labels.needed(path)) : labels.symbol(path);
    return label
        .<Cell>map(OverlaySource.PhandleOf::new)
        .or(() -> existing.flatMap(DtNode::phandle).map(OverlaySource.Literal::of))
        // A label in the overlay makes dtc give the node a phandle.
        .or(
            () ->
                Optional.of(path)
                    .filter(SourceName::isPath)
                    .map(labels::needed)
                    .map(OverlaySource.PhandleOf::new));
  }

  /** Labels a node of the base that has no phandle; the overlay adds nothing else to it. */
  private void label(NodePath path, String label) {
    if (base.node(path).isPresent()) {
      Node node = new Node(path.name(), List.of(label), new Content(List.of(), List.of()));
      targets.add(path.parent());
      nodes.computeIfAbsent(path.parent(), key -> new ArrayList<>()).add(node);
    }
  }

  private void add(Difference.NodeAdded added) {
    NodePath parent = added.path().parent();
    if (!addable.isRejected(added.path())) {
      targets.add(parent);
      nodes
          .computeIfAbsent(parent, path -> new ArrayList<>())
          .add(node(added.path(), added.node()));
    }
  }

  private Node node(NodePath path, DtNode node) {
    List<Property> written = new ArrayList<>();
    for (DtProperty property : node.properties()) {
      if (!DtNode.isPhandle(property.name())) {
        Referring value = new Referring(property, references.in(path, node, property));
        written(value, Subject.of(path, property.name())).ifPresent(written::add);
      }
    }
    List<Node> inside = new ArrayList<>();
    for (DtNode child : node.children()) {
      NodePath below = path.child(child.name());
      if (!addable.isRejected(below)) {
        inside.add(node(below, child));
      }
    }
    Content content = new Content(written, Siblings.ordered(inside));
    return new Node(node.name(), labels.of(path), content);
  }

  private Target target(NodePath path) {
    Optional<String> label = labels.symbol(path);
    return label.<Target>map(OverlaySource.ByLabel::new).orElse(new OverlaySource.ByPath(path));
  }
}
