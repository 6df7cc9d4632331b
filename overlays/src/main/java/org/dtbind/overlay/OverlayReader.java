// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.ProblemList;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay.Fixup;
import org.dtbind.overlay.Overlay.Fragment;
import org.dtbind.overlay.Overlay.Place;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** Reads a tree, compiled from source or read from a blob, as an overlay. */
public final class OverlayReader {

  /** For up to this many lookups, a search from the root is faster than an index of all nodes. */
  private static final int FEW = 16;

  /** The properties of fragments that programs read. */
  private static final List<String> TARGETS = List.of("target", "target-path");

  private final DeviceTree tree;
  private final ProblemList problems = new ProblemList();

  /**
   * All nodes by path, filled after {@link #FEW} lookups: a large overlay has many fixups and
   * nodes.
   */
  private final Map<NodePath, DtNode> nodes = new HashMap<>();

  private int looked;

  private OverlayReader(DeviceTree tree) {
    this.tree = tree;
  }

  /**
   * {@return the tree as an overlay; present only if there are no errors}
   *
   * @param name the file name, for messages
   */
  public static Diagnosed<Overlay> read(String name, DeviceTree tree) {
    OverlayReader reader = new OverlayReader(tree);
    List<Fragment> fragments = Overlay.fragmentsOf(tree);
    reader.ignored(!fragments.isEmpty());
    reader.outside();
    if (fragments.isEmpty() && isAllOff(tree)) {
      Message message =
          Message.of(
              "all fragments of this overlay are turned off, so applying it changes nothing");
      Span root = tree.root().named();
      reader.problems.add(
          Diagnostic.warning(OverlayCode.ALL_OFF, tree.origins(), root, message)
              .help(
                  "use a parameter to turn a fragment on; only the Raspberry Pi's firmware "
                      + "supports parameters"));
    } else if (fragments.isEmpty()) {
      reader.problems.add(withoutFragments(tree));
    }
    List<Fixup> fixups = reader.fixups();
    Overlay overlay = new Overlay(name, tree, fragments, fixups);
    Diagnosed<Overlay> read = Diagnosed.of(overlay, reader.problems.all());
    return read.hasErrors() ? Diagnosed.failed(read.diagnostics()) : read;
  }

  private static Diagnostic withoutFragments(DeviceTree tree) {
    Span root = tree.root().named();
    if (Overlay.isEmpty(tree)) {
      Message message = Message.of("this overlay has no fragments, so applying it changes nothing");
      return Diagnostic.warning(OverlayCode.NO_FRAGMENTS, tree.origins(), root, message);
    }
    Message message = Message.of("this is not an overlay, because none of its nodes is a fragment");
    return Diagnostic.warning(OverlayCode.NO_FRAGMENTS, tree.origins(), root, message)
        .help(
            tree.plugin()
                ? "put the changes into '&LABEL { ... };' or '&{/PATH} { ... };', where LABEL or"
                    + " PATH is a node of the base"
                : "check whether this is a base, or whether the source lacks /plugin/;");
  }

  /**
   * Reports the nodes below the root that are neither fragments nor tables.
   *
   * @param all whether to report nodes without a target, too: a tree without any fragment is
   *     probably no overlay
   */
  private void ignored(boolean all) {
    for (DtNode node : tree.root().children()) {
      boolean isRead = node.name().startsWith("__") || hasContent(node);
      if (!isRead && (all || isAimed(node))) {
        problems.add(ignored(node));
      }
    }
  }

  private static boolean hasContent(DtNode node) {
    return node.child(Overlay.CONTENT).isPresent() || node.child(Overlay.DORMANT).isPresent();
  }

  /**
   * Reports properties of fragments that are not the target: libfdt, the firmware and Linux
   * (drivers/of/overlay.c, {@code init_overlay_changeset()}) read only that and the content. Cells
   * of addresses are there for dtc.
   */
  private void outside() {
    for (DtNode node : tree.root().children()) {
      if (hasContent(node)) {
        for (DtProperty property : node.properties()) {
          String name = property.name();
          if (!TARGETS.contains(name) && !DtNode.isPhandle(name) && !name.endsWith("-cells")) {
            problems.add(outside(node, property));
          }
        }
      }
    }
  }

  private Diagnostic outside(DtNode fragment, DtProperty property) {
    String content =
        fragment.child(Overlay.CONTENT).isPresent() ? Overlay.CONTENT : Overlay.DORMANT;
    Message message =
        Message.of(
            "applying the overlay ignores this property, because it is not in '{name}'", content);
    List<String> near = isAimed(fragment) ? List.of() : Nearest.to(property.name(), TARGETS);
    return Diagnostic.warning(
            OverlayCode.PROPERTY_IGNORED, tree.origins(), property.span(), message)
        .about(Subject.of(NodePath.ROOT.child(fragment.name()), property.name()))
        .help(near.isEmpty() ? "move it into " + content + " { ... };" : Nearest.question(near));
  }

  private static boolean isAimed(DtNode node) {
    return node.property("target").isPresent() || node.property("target-path").isPresent();
  }

  private Diagnostic ignored(DtNode node) {
    Subject subject = Subject.of(NodePath.ROOT.child(node.name()));
    if (!isAimed(node) && !node.name().startsWith("fragment@")) {
      Message message =
          Message.of("this node is in no fragment, so applying the overlay does not add it");
      return Diagnostic.warning(OverlayCode.NOT_A_FRAGMENT, tree.origins(), node.named(), message)
          .about(subject)
          .help("put it into '&{/} { ... };', to add it to the root node of the base");
    }
    Message message =
        Message.of(
            "this node has no child '{name}', so it is not a fragment and is ignored",
            Overlay.CONTENT);
    for (DtNode child : node.children()) {
      List<String> near = Nearest.to(child.name(), List.of(Overlay.CONTENT, Overlay.DORMANT));
      if (!near.isEmpty()) {
        return Diagnostic.warning(
                OverlayCode.NOT_A_FRAGMENT, tree.origins(), child.named(), message)
            .about(subject)
            .help("did you mean '" + near.get(0) + "'?")
            .fix(
                "replace with " + near.get(0),
                tree.origins().of(child.named()),
                child.name(),
                near.get(0),
                near.size() == 1);
      }
    }
    return Diagnostic.warning(OverlayCode.NOT_A_FRAGMENT, tree.origins(), node.named(), message)
        .about(subject)
        .help("put the changes of the target into " + Overlay.CONTENT + " { ... };");
  }

  private static boolean isAllOff(DeviceTree tree) {
    return tree.root().children().stream()
        .anyMatch(node -> node.child(Overlay.DORMANT).isPresent());
  }

  private List<Fixup> fixups() {
    List<Fixup> fixups = new ArrayList<>();
    Optional<DtNode> table = tree.root().child(Overlay.FIXUPS);
    if (table.isEmpty()) {
      return fixups;
    }
    for (DtProperty label : table.get().properties()) {
      List<Place> places = new ArrayList<>();
      Optional<List<String>> entries = label.value().strings();
      if (entries.isEmpty()) {
        fail(label, Message.of("the entries of label '{label}' are not strings", label.name()));
      }
      for (String entry : entries.orElse(List.of())) {
        Optional<Place> place = Place.parse(entry);
        if (place.isEmpty()) {
          fail(
              label,
              Message.of(
                  "the entry '{entry}' of label '{label}' does not have the form"
                      + " NODE:PROPERTY:OFFSET",
                  entry,
                  label.name()));
        } else if (!exists(place.get())) {
          fail(
              label,
              Message.of(
                  "the entry '{entry}' of label '{label}' does not point to a cell",
                  entry,
                  label.name()));
        } else {
          places.add(place.get());
        }
      }
      fixups.add(new Fixup(label.name(), places));
    }
    return fixups;
  }

  private void fail(DtProperty label, Message message) {
    problems.add(
        Diagnostic.error(OverlayCode.BAD_FIXUP, tree.origins(), label.span(), message)
            .about(Subject.of(NodePath.ROOT.child(Overlay.FIXUPS), label.name())));
  }

  private boolean exists(Place place) {
    Optional<DtNode> node = node(place.node());
    Optional<PropertyValue> value =
        node.isPresent() ? node.get().value(place.property()) : Optional.empty();
    return value.isPresent() && place.offset() + 4 <= value.get().bytes().length();
  }

  private Optional<DtNode> node(NodePath path) {
    if (looked < FEW) {
      looked++;
      return tree.node(path);
    }
    if (nodes.isEmpty()) {
      index(NodePath.ROOT, tree.root());
    }
    return Optional.ofNullable(nodes.get(path));
  }

  /**
   * If siblings have the same name, indexes only the first one and its descendants, as {@link
   * DeviceTree#node} does.
   */
  private void index(NodePath path, DtNode node) {
    if (nodes.putIfAbsent(path, node) != null) {
      return;
    }
    for (DtNode child : node.children()) {
      index(path.child(child.name()), child);
    }
  }

  /**
   * {@return the reference in source that wrote a cell; the whole property if the tree has no such
   * reference, as in a blob}
   */
  public static Span written(DeviceTree tree, Place place) {
    Optional<DtProperty> property =
        tree.node(place.node()).flatMap(node -> node.property(place.property()));
    if (property.isEmpty()) {
      return Span.NONE;
    }
    Optional<Span> reference =
        property.get().value().reference(place.offset()).map(cell -> cell.reference().span());
    return reference.orElse(property.get().span());
  }
}
