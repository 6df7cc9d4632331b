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
import java.util.stream.Collectors;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.ProblemList;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.Reference;

/** A tree while it is being built, with the tables that find its nodes. Confined to one build. */
final class Draft {

  final DraftNode root = new DraftNode("", Span.NONE);
  private final Origins origins;
  private final ProblemList problems = new ProblemList();
  private final Map<String, List<DraftNode>> nodesByLabel = new HashMap<>(1 << 9);
  final Suggestions suggestions = new Suggestions();

  /** Those of the source, parents first, once they are known. */
  private final List<DraftNode> nodes = new ArrayList<>();

  private final Optional<Set<String>> lost;

  /**
   * Creates an empty one.
   *
   * @param lost labels in parts of the source that could not be read, if there are such parts
   */
  Draft(Origins origins, Optional<Set<String>> lost) {
    this.origins = origins;
    this.lost = lost;
  }

  static Draft of(DeviceTree tree) {
    Draft draft = new Draft(tree.origins(), Optional.empty());
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

  /** Returns whether what is meant may be in a part of the source that could not be read. */
  boolean mayBeLost(Reference reference) {
    boolean byPath = reference.target().indexOf('/') >= 0;
    return lost.isPresent() && (byPath || lost.get().contains(reference.target()));
  }

  void label(DraftNode node, Label label) {
    if (node.labels.add(label)) {
      nodesByLabel.computeIfAbsent(label.name(), name -> new ArrayList<>(1)).add(node);
    }
  }

  Optional<DraftNode> byLabel(String label) {
    List<DraftNode> labelled = nodesByLabel.getOrDefault(label, List.of());
    for (int i = 0; i < labelled.size(); i++) {
      DraftNode node = labelled.get(i);
      if (!node.deleted && !node.labels.hasDeleted(label)) {
        return Optional.of(node);
      }
    }
    return Optional.empty();
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

  /** Returns the node at a path below the root, however many slashes it has. */
  Optional<DraftNode> at(String path) {
    return byPath(root, path);
  }

  /** Steps down as dtc does: slashes may be doubled, and one may stand at the end. */
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
   * Shows every node that source has and that is not deleted, parents first. Called when the
   * statements are put together: what is added to the tree from then on is not shown.
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

  Diagnostic error(TreeCode code, Span span, String message) {
    return Diagnostic.error(code, origins, span, message);
  }

  Diagnostic warning(TreeCode code, Span span, String message) {
    return Diagnostic.warning(code, origins, span, message);
  }

  /** Adds what is to be done about a reference that leads nowhere. */
  Diagnostic suggest(Diagnostic diagnostic, Reference reference) {
    String target = reference.target();
    int slash = target.indexOf('/');
    Optional<DraftNode> from =
        slash < 0
            ? Optional.empty()
            : slash == 0 ? Optional.of(root) : byLabel(target.substring(0, slash));
    if (from.isPresent()) {
      return suggestPath(diagnostic, from.get(), target.substring(0, slash), target, slash);
    }
    List<String> near = near(slash < 0 ? target : target.substring(0, slash));
    return near.isEmpty()
        ? diagnostic
        : diagnostic.help("did you mean &" + String.join(", &", near) + "?");
  }

  /** Adds which paths lead on from where this one leads nowhere. */
  private Diagnostic suggestPath(
      Diagnostic diagnostic, DraftNode from, String start, String target, int slash) {
    DraftNode node = from;
    StringBuilder path = new StringBuilder(start);
    List<String> rest = new ArrayList<>(List.of(target.substring(slash).split("/+", -1)));
    rest.removeIf(String::isEmpty);
    while (!rest.isEmpty() && node.children.live(rest.get(0)).isPresent()) {
      path.append('/').append(rest.get(0));
      node = node.children.live(rest.remove(0)).orElseThrow();
    }
    if (rest.isEmpty()) {
      return diagnostic;
    }
    String wanted = rest.remove(0);
    Slots<DraftNode> children = node.children;
    List<String> near =
        suggestions.near(
            path.toString(),
            wanted,
            children.all().size(),
            () -> children.live().stream().map(child -> child.name).toList());
    String behind = rest.isEmpty() ? "" : "/" + String.join("/", rest);
    return near.isEmpty()
        ? diagnostic
        : diagnostic.help(
            "did you mean "
                + near.stream()
                    .map(name -> "&{" + path + "/" + name + behind + "}")
                    .collect(Collectors.joining(", "))
                + "?");
  }

  private List<String> near(String label) {
    return suggestions.near(
        "&",
        label,
        nodesByLabel.size(),
        () -> nodesByLabel.keySet().stream().filter(name -> byLabel(name).isPresent()).toList());
  }

  void add(Diagnostic diagnostic) {
    problems.add(diagnostic);
  }

  List<Diagnostic> problems() {
    return problems.all();
  }
}
