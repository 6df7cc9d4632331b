// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dtbind.diag.Message;
import org.dtbind.diag.NodeLimits;
import org.dtbind.overlay.Overlay;
import org.dtbind.source.Span;
import org.dtbind.spec.DeclarationProblems;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.NodeReference;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.build.TreeCode;

/** Determines the paths of declared nodes, in the base or below other declared nodes. */
final class Placement {

  /**
   * A declared node with a known path.
   *
   * @param isNew whether the base lacks the node
   */
  record PlacedDevice(DeviceSpec device, NodePath path, boolean isNew) {}

  private final BaseNodes base;
  private final DeclarationProblems problems;
  private final Map<String, DeviceSpec> labelled = new HashMap<>();
  private final IdentityHashMap<DeviceSpec, Optional<NodePath>> found = new IdentityHashMap<>();
  private final List<PlacedDevice> placedDevices = new ArrayList<>();
  private final Map<NodePath, PlacedDevice> newByPath = new HashMap<>();

  private Placement(BaseNodes base, DeclarationProblems problems) {
    this.base = base;
    this.problems = problems;
  }

  /** Determines all paths, and reports devices without one. */
  static Placement of(BaseNodes base, DeclarationProblems problems, List<DeviceSpec> devices) {
    Placement placement = new Placement(base, problems);
    for (DeviceSpec device : devices) {
      device.labels().forEach(label -> placement.label(device, label));
    }
    for (DeviceSpec device : devices) {
      placement.path(device, 0).ifPresent(path -> placement.place(device, path));
    }
    placement.placedDevices.removeIf(placed -> placed.isNew() && !placement.hasParent(placed));
    return placement;
  }

  /** Returns the nodes with a path, in the order of the declaration. */
  List<PlacedDevice> placedDevices() {
    return placedDevices;
  }

  /** Returns the declared node at a path that the base lacks. */
  Optional<PlacedDevice> newAt(NodePath path) {
    return Optional.ofNullable(newByPath.get(path));
  }

  private void label(DeviceSpec device, Located<String> label) {
    DeviceSpec other = labelled.putIfAbsent(label.value(), device);
    if (other != null && !other.equals(device)) {
      Message message = Message.of("the label '{label}' is declared twice", label);
      problems.fail(
          GenerateCode.LABEL_TAKEN, label.span(), message, "first declared at", other.span());
    }
  }

  private void place(DeviceSpec device, NodePath path) {
    if (!SourceName.isPath(path)) {
      Message message =
          Message.of(
              "the path {path} contains characters that are not allowed in devicetree source",
              path);
      String help =
          "correct the base: node names can contain only letters, digits, and the characters"
              + " , . _ + - @";
      problems.fail(GenerateCode.PATH_NOT_WRITTEN, device.node().span(), message, help);
    }
    boolean isNew = base.at(path).isEmpty();
    PlacedDevice placed = new PlacedDevice(device, path, isNew);
    if (isNew) {
      newByPath.putIfAbsent(path, placed);
    }
    placedDevices.add(placed);
    for (Located<String> label : device.labels()) {
      Optional<NodePath> taken = Optional.ofNullable(base.labels().get(label.value()));
      if (taken.isPresent() && !taken.get().equals(path)) {
        Message message =
            Message.of("the base already uses the label '{label}' for {node}", label, taken.get());
        problems.fail(GenerateCode.LABEL_TAKEN, label.span(), message, "choose another label");
      } else if (taken.isEmpty() && !isNew) {
        Message message =
            Message.of("{node} in the base does not have the label '{label}'", path, label);
        String help = "remove the label, because an overlay can label only nodes that it adds";
        problems.fail(GenerateCode.LABEL_NOT_ADDED, label.span(), message, help);
      }
    }
  }

  private boolean hasParent(PlacedDevice placed) {
    NodePath parent = placed.path().parent();
    Optional<DtNode> existing = base.at(parent);
    DeviceSpec device = placed.device();
    Span span = device.parent().map(Located::span).orElse(device.node().span());
    NodePath path = placed.path();
    Optional<Message> exceeded = NodeLimits.exceeded(path.names().size(), path.text().length());
    if (exceeded.isPresent()) {
      problems.fail(
          TreeCode.NODES_TOO_DEEP, span, exceeded.get(), "put the device below another node");
      return false;
    }
    if (existing.isEmpty() && newByPath.containsKey(parent)) {
      return true;
    }
    if (existing.isEmpty()) {
      missing(parent, span);
      return false;
    }
    return !isAmbiguous(placed.path(), existing.get(), device.node().span());
  }

  /**
   * libfdt, which merges overlays, matches {@code led} with {@code led@1} if there is no {@code
   * led}.
   */
  private boolean isAmbiguous(NodePath path, DtNode parent, Span span) {
    String name = path.name();
    Optional<DtNode> sibling =
        name.contains("@")
            ? Optional.empty()
            : parent.children().stream().filter(node -> node.baseName().equals(name)).findFirst();
    sibling.ifPresent(
        node ->
            problems.fail(
                GenerateCode.AMBIGUOUS_NAME,
                span,
                Message.of(
                    "bootloaders would use {node} of the base instead of a new node '{name}'",
                    path.parent().child(node.name()),
                    name),
                "write '%s' if you mean that node; otherwise, choose another name"
                    .formatted(node.name())));
    return sibling.isPresent();
  }

  /** Reports a path that does not exist, and suggests paths similar to its first missing part. */
  private void missing(NodePath path, Span span) {
    NodePath end = base.tree().firstMissing(path).orElse(path);
    Message message = Message.of("the base has no node {path}", path);
    List<String> known = base.tree().childPaths(end.parent()).stream().map(NodePath::text).toList();
    problems.unknown(GenerateCode.UNKNOWN_NODE, span, message, end.text(), known);
  }

  /**
   * Returns the path of a device; absent, with an error, if it cannot be determined.
   *
   * @param depth the number of declared nodes whose paths depend on this one, to detect a cycle
   */
  private Optional<NodePath> path(DeviceSpec device, int depth) {
    if (found.containsKey(device)) {
      return found.getOrDefault(device, Optional.empty());
    }
    if (depth > NodePath.MAX_DEPTH) {
      Message message =
          Message.of("'{node}' is its own parent or ancestor", device.node().value().text());
      String help = "choose a parent that is not below this node";
      problems.fail(GenerateCode.CIRCULAR_PARENTS, device.span(), message, help);
      return Optional.empty();
    }
    Located<NodeReference> by = by(device);
    Optional<NodePath> place =
        by.value() instanceof NodeReference.At at
            ? Optional.of(at.path())
            : label(by.value().text().substring(1), by.span(), depth + 1, node -> true);
    Optional<NodePath> path =
        device.node().value() instanceof NodeReference.Named named
            ? place.map(parent -> parent.child(named.name()))
            : place;
    found.put(device, path);
    return path;
  }

  /** Returns the reference that determines a device's path: a path or a label. */
  private static Located<NodeReference> by(DeviceSpec device) {
    if (!(device.node().value() instanceof NodeReference.Named)) {
      return device.node();
    }
    return device
        .parent()
        .orElse(new Located<>(new NodeReference.At(NodePath.ROOT), device.node().span()));
  }

  /**
   * Returns the path of a label in the base, or else in the declaration.
   *
   * @param meant whether an error may suggest the label of a node
   */
  private Optional<NodePath> label(String label, Span span, int depth, Predicate<NodePath> meant) {
    Optional<NodePath> path = Optional.ofNullable(base.labels().get(label));
    Optional<DeviceSpec> device = Optional.ofNullable(labelled.get(label));
    if (path.isPresent() || device.isPresent()) {
      return path.or(() -> path(device.get(), depth));
    }
    Message message =
        Message.of("neither the base nor this declaration has a label '{label}'", label);
    Optional<NodePath> lost = base.lost(label);
    if (lost.isPresent()) {
      Message leads =
          Message.of(
              "the base's label '{label}' refers to {path}, which does not exist in the base",
              label,
              lost.get());
      String help = "rebuild the base with dtc -@, because /__symbols__ does not match the tree";
      problems.fail(GenerateCode.UNKNOWN_NODE, span, leads, help);
    } else if (base.labels().isEmpty()) {
      String help =
          Overlay.isOverlay(base.tree())
              ? "specify the devicetree of a board as the base: this base is an overlay"
              : "build the base with dtc -@ (it has no labels), specify its source instead, or"
                  + " refer to the node by its path";
      problems.fail(GenerateCode.UNKNOWN_NODE, span, message, help);
    } else {
      List<String> known =
          base.labels().entrySet().stream()
              .filter(each -> meant.test(each.getValue()))
              .map(Map.Entry::getKey)
              .collect(Collectors.toCollection(ArrayList::new));
      known.addAll(labelled.keySet());
      problems.unknown(GenerateCode.UNKNOWN_NODE, span, message, label, known);
    }
    return Optional.empty();
  }

  /**
   * Returns the path of a node in the base or the declaration; absent, with an error, otherwise.
   */
  Optional<NodePath> existing(NodeReference reference, Span span) {
    return existing(reference, span, path -> true);
  }

  /**
   * Returns the path of a node in the base or the declaration; absent, with an error, otherwise.
   *
   * @param meant whether an error may suggest the label of a node
   */
  Optional<NodePath> existing(NodeReference reference, Span span, Predicate<NodePath> meant) {
    if (reference instanceof NodeReference.Labelled of) {
      return label(of.label(), span, 0, meant);
    }
    NodePath path =
        reference instanceof NodeReference.At at
            ? at.path()
            : NodePath.ROOT.child(reference.text());
    if (base.at(path).isEmpty() && newAt(path).isEmpty()) {
      missing(path, span);
      return Optional.empty();
    }
    return Optional.of(path);
  }
}
