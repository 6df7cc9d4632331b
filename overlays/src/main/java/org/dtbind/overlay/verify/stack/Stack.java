// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.stack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.apply.Edit;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.claims.Claim;
import org.dtbind.overlay.claims.TreeIndex;
import org.dtbind.overlay.config.ConfigCauses;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/** A base before and after overlays are merged into it. A board is a stack whose base is empty. */
public final class Stack {

  private final MergedTree tree;
  private final CheckedBase checkedBase;
  private final TreeIndex base;
  private final TreeIndex merged;
  private final TargetKernel kernel;
  private final ConfigCauses causes;
  private final boolean isWhole;
  private final Map<NodePath, Population> populations;
  private final Set<NodePath> changed = new HashSet<>();

  /**
   * Creates a stack of overlays.
   *
   * @param running whether overlays are applied by a running Linux
   */
  public Stack(
      CheckedBase base,
      MergedTree merged,
      TargetKernel kernel,
      ConfigCauses causes,
      boolean running) {
    this(base, merged, kernel, causes, running, false);
  }

  private Stack(
      CheckedBase base,
      MergedTree merged,
      TargetKernel kernel,
      ConfigCauses causes,
      boolean running,
      boolean isWhole) {
    this.isWhole = isWhole;
    this.tree = merged;
    this.checkedBase = base;
    this.base = base.index();
    this.merged = new TreeIndex(merged.tree());
    this.kernel = kernel;
    this.causes = causes;
    for (Edit edit : merged.edits()) {
      changed.add(edit.node());
    }
    Set<NodePath> late = new HashSet<>(running ? changed : Set.of());
    late.removeIf(this.base::isAvailable);
    this.populations = Populations.of(merged.tree(), kernel, late);
  }

  /** Returns the stack for a board, on which every node counts as new. */
  public static Stack ofBoard(DeviceTree board, TargetKernel kernel) {
    // What an empty base lacks is no reason for what the board lacks.
    DeviceTree nothing = new DeviceTree(DtNode.empty(""), List.of(), 0, false, board.origins());
    List<Edit> edits = new ArrayList<>();
    board.forEach((path, node) -> edits.add(new Edit.AddNode(path)));
    return new Stack(
        CheckedBase.of(nothing, Set.of()),
        new MergedTree(board, edits),
        kernel,
        ConfigCauses.NONE,
        false,
        true);
  }

  /** Returns the merged tree, and the changes that overlays made. */
  public MergedTree tree() {
    return tree;
  }

  /** Returns the base with its problems, which are not reported. */
  public CheckedBase checkedBase() {
    return checkedBase;
  }

  public TreeIndex base() {
    return base;
  }

  public TreeIndex merged() {
    return merged;
  }

  public TargetKernel kernel() {
    return kernel;
  }

  /** Returns whether the whole tree is checked, as if overlays had added each node. */
  public boolean isWhole() {
    return isWhole;
  }

  /** Returns the lines of config.txt that caused changes. */
  public ConfigCauses causes() {
    return causes;
  }

  public Map<NodePath, Population> populations() {
    return populations;
  }

  /** Returns what a rule finds at the enabled nodes, in the order of the tree. */
  public List<Diagnostic> atEnabledNodes(
      BiFunction<NodePath, DtNode, Stream<Diagnostic>> findings) {
    return merged.available().entrySet().stream()
        .flatMap(entry -> findings.apply(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Returns whether overlays add the node or set one of its properties. */
  public boolean isChanged(NodePath path) {
    return changed.contains(path);
  }

  /**
   * Returns whether the user wrote the node: overlays add it, or, if the whole tree is checked, its
   * source is not included.
   */
  public boolean isOwn(NodePath path) {
    return base.at(path).isEmpty() && isOwn(place(path));
  }

  /** Returns whether a place is in a file that is not included; in a blob, one of an overlay. */
  public boolean isOwn(Span place) {
    return merged.origin(place) instanceof Origin.Source source
        ? source.includedFrom().isEmpty()
        : !isWhole();
  }

  /** Returns whether overlays add or enable the node. */
  public boolean isAddedOrEnabled(NodePath path) {
    return merged.isAvailable(path) && !base.isAvailable(path);
  }

  /** Returns whether overlays add or enable the node, or set one of the properties. */
  public boolean isNew(NodePath path, List<String> properties) {
    return isAddedOrEnabled(path)
        || properties.stream().anyMatch(property -> isWritten(path, property));
  }

  /** Returns whether overlays add the property or change its value. */
  public boolean isWritten(NodePath path, DtProperty property) {
    return base.at(path)
        .flatMap(node -> node.value(property.name()))
        .filter(value -> value.bytes().equals(property.value().bytes()))
        .isEmpty();
  }

  /** Returns whether the node has the property, and overlays add it or change its value. */
  public boolean isWritten(NodePath path, String property) {
    return merged
        .at(path)
        .flatMap(node -> node.property(property))
        .filter(written -> isWritten(path, written))
        .isPresent();
  }

  /**
   * Returns the place where overlays cause a claim: the property if they write it, else the {@code
   * status} that enables the node or an ancestor.
   */
  public Span cause(Claim claim) {
    Optional<DtProperty> property =
        merged.at(claim.owner()).flatMap(node -> node.property(claim.property()));
    if (property.isEmpty() || isWritten(claim.owner(), property.get())) {
      return claim.place();
    }
    for (NodePath at = claim.owner(); !at.isRoot(); at = at.parent()) {
      NodePath path = at;
      Optional<DtProperty> status =
          merged.at(at).flatMap(node -> node.property("status")).filter(s -> isWritten(path, s));
      if (status.isPresent()) {
        return status.get().span();
      }
    }
    return claim.place();
  }

  public Diagnostic error(VerifyCode code, Span place, Subject subject, Message message) {
    return Diagnostic.error(code, merged.tree().origins(), place, message).about(subject);
  }

  public Diagnostic warning(VerifyCode code, Span place, Subject subject, Message message) {
    return Diagnostic.warning(code, merged.tree().origins(), place, message).about(subject);
  }

  /** Returns the place of a property; the place of its node if the node lacks the property. */
  public Span place(NodePath path, String property) {
    Optional<DtNode> node = merged.at(path);
    return node.flatMap(n -> n.property(property))
        .map(DtProperty::span)
        .filter(Span::isKnown)
        .or(() -> node.map(DtNode::named))
        .orElse(Span.NONE);
  }

  /** Returns the reference by which source changes a node: a label, else the path. */
  public String name(NodePath path) {
    return merged
        .at(path)
        .flatMap(node -> node.labels().stream().findFirst())
        .map(label -> "&" + label.name())
        .orElse(path.text());
  }

  public Span place(NodePath path) {
    return merged.at(path).map(DtNode::named).orElse(Span.NONE);
  }
}
