// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.ProblemList;
import org.dtbind.source.Limit;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.Reference;

/** A tree under construction, with the table of its labels. Confined to one build. */
final class Draft {

  final DraftNode root = new DraftNode("", Span.NONE);
  private final Origins origins;
  private final ProblemList problems = new ProblemList();

  /** The first node that received a label. */
  private final Map<String, DraftNode> firstByLabel = new HashMap<>(1 << 11);

  /** The nodes with a label, for the labels that several nodes received. */
  private final Map<String, Bearers> allByLabel = new HashMap<>(0);

  private long pathBytes;
  final Suggestions suggestions = new Suggestions(this);

  /** The nodes of the source, parents first; empty until the first {@link #forEach}. */
  private final List<DraftNode> nodes = new ArrayList<>(1 << 10);

  private final Optional<Set<String>> lost;
  private final boolean plugin;

  /**
   * Creates a draft with an empty root.
   *
   * @param lost the labels of the source if parts of it could not be parsed; otherwise empty
   * @param plugin whether the source is an overlay
   */
  Draft(Origins origins, Optional<Set<String>> lost, boolean plugin) {
    this.origins = origins;
    this.lost = lost;
    this.plugin = plugin;
  }

  static Draft of(DeviceTree tree) {
    Draft draft = new Draft(tree.origins(), Optional.empty(), tree.plugin());
    draft.take(draft.root, tree.root());
    return draft;
  }

  private void take(DraftNode to, DtNode from) {
    to.named = from.named();
    from.written().forEach(to::write);
    List<Label> labels = from.labels();
    for (int i = labels.size() - 1; i >= 0; i--) {
      label(to, labels.get(i));
    }
    for (DtProperty property : from.properties()) {
      DraftProperty taken = new DraftProperty(property);
      to.properties.add(taken);
      to.refers |= taken.refers();
    }
    for (DtNode child : from.children()) {
      DraftNode taken = new DraftNode(child.name(), child.named());
      to.add(taken);
      take(taken, child);
    }
  }

  /** Returns whether the whole source could be parsed. */
  boolean isWhole() {
    return lost.isEmpty();
  }

  /** Whether the referenced node may be in a part of the source that could not be parsed. */
  boolean mayBeLost(Reference reference) {
    boolean byPath = reference.target().indexOf('/') >= 0;
    return lost.isPresent() && (byPath || lost.get().contains(reference.target()));
  }

  void label(DraftNode node, Label label) {
    node.labels.add(label);
    DraftNode first = firstByLabel.putIfAbsent(label.name(), node);
    if (first != null && first != node) {
      allByLabel.computeIfAbsent(label.name(), name -> new Bearers(name, first)).add(node);
    } else if (!allByLabel.isEmpty() && allByLabel.containsKey(label.name())) {
      allByLabel.get(label.name()).add(node);
    }
  }

  Optional<DraftNode> byLabel(String label) {
    Bearers all = allByLabel.isEmpty() ? null : allByLabel.get(label);
    if (all != null) {
      return all.first();
    }
    DraftNode node = firstByLabel.get(label);
    return node != null && node.bears(label) ? Optional.of(node) : Optional.empty();
  }

  /** Returns the first node that received a label, although it may be deleted. */
  Optional<DraftNode> formerly(String label) {
    return Optional.ofNullable(firstByLabel.get(label));
  }

  /** Returns all labels that a node received, although it may be deleted. */
  Set<String> labels() {
    return firstByLabel.keySet();
  }

  boolean isPlugin() {
    return plugin;
  }

  /**
   * Counts the bytes of a path that is added to a value. Returns false if the limit is exceeded,
   * which is reported once.
   */
  boolean countPath(int bytes, Span span) {
    boolean exceeded = pathBytes > Limit.ADDED_PATHS.most();
    pathBytes += bytes;
    if (!exceeded && pathBytes > Limit.ADDED_PATHS.most()) {
      Message message =
          Message.of(
              "the paths of the nodes to which values refer have more than {limit} MiB in total",
              Limit.ADDED_PATHS.most() >> 20);
      add(error(TreeCode.NODES_TOO_DEEP, span, message));
    }
    return pathBytes <= Limit.ADDED_PATHS.most();
  }

  Optional<DraftNode> find(Reference reference) {
    String target = reference.target();
    if (target.equals("/")) {
      return Optional.of(root);
    }
    if (reference.isPath()) {
      return byPath(root, target);
    }
    int slash = target.indexOf('/');
    if (slash < 0) {
      return byLabel(target);
    }
    return byLabel(target.substring(0, slash))
        .flatMap(node -> byPath(node, target.substring(slash + 1)));
  }

  /** Returns the node at a path from the root, which may contain additional slashes. */
  Optional<DraftNode> at(String path) {
    return byPath(root, path);
  }

  /** Resolves a path as dtc does, which accepts repeated slashes and slashes at the end. */
  private static Optional<DraftNode> byPath(DraftNode from, String path) {
    DraftNode node = from;
    int at = 0;
    while (at < path.length()) {
      while (at < path.length() && path.charAt(at) == '/') {
        at++;
      }
      int slash = path.indexOf('/', at);
      int end = slash < 0 ? path.length() : slash;
      Optional<DraftNode> child = node.children.live(path.substring(at, end));
      if (child.isEmpty()) {
        return child;
      }
      node = child.get();
      at = end + 1;
    }
    return Optional.of(node);
  }

  /**
   * Visits each node from the source that is not deleted, parents first. The first call must follow
   * the merge of all statements; nodes added later are not visited.
   */
  void forEach(Consumer<DraftNode> visitor) {
    if (nodes.isEmpty()) {
      collect(root);
    }
    for (int i = 0; i < nodes.size(); i++) {
      if (!nodes.get(i).deleted) {
        visitor.accept(nodes.get(i));
      }
    }
  }

  private void collect(DraftNode node) {
    if (!node.deleted) {
      nodes.add(node);
      List<DraftNode> children = node.children.all();
      for (int i = 0; i < children.size(); i++) {
        collect(children.get(i));
      }
    }
  }

  Origin origin(Span span) {
    return origins.of(span);
  }

  Diagnostic error(Code code, Span span, Message message) {
    return Diagnostic.error(code, origins, span, message);
  }

  Diagnostic warning(TreeCode code, Span span, Message message) {
    return Diagnostic.warning(code, origins, span, message);
  }

  void add(Diagnostic diagnostic) {
    problems.add(diagnostic);
  }

  List<Diagnostic> problems() {
    return problems.all();
  }
}
