// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.claims.PinGroups;
import org.dtbind.source.Origin;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;

/**
 * Checks that nodes refer to the pin groups that overlays add, and that Linux can read their lists
 * of pins. Linux applies a group only as part of a state of a device (drivers/pinctrl/devicetree.c,
 * {@code pinctrl_dt_to_map()}).
 */
record PinGroupUse(Stack stack) {

  void report() {
    Set<NodePath> used = used();
    Set<NodePath> reported = new HashSet<>();
    stack
        .merged()
        .available()
        .forEach(
            (path, node) -> {
              if (isOwn(path, node) && PinGroups.isGroup(node)) {
                unused(path, used).filter(reported::add).ifPresent(this::report);
              }
              controller(path)
                  .flatMap(controller -> PinGroups.list(controller, node))
                  .filter(list -> stack.isNew(path, List.of(list.property())))
                  .ifPresent(list -> whole(path, node, list));
            });
  }

  private void report(NodePath group) {
    stack.add(
        stack
            .warning(
                VerifyCode.PINS_UNUSED,
                stack.place(group),
                Subject.of(group),
                Message.of("no node uses this pin group, so Linux never applies it"))
            .help(
                "in the node that needs the pins, set pinctrl-names = \"default\" and pinctrl-0 to"
                    + " this group"));
  }

  private Optional<DtNode> controller(NodePath path) {
    for (NodePath at = path; !at.isRoot(); at = at.parent()) {
      DtNode node = stack.merged().at(at).orElseThrow();
      if (node.property("compatible").isPresent()) {
        return Optional.of(node);
      }
    }
    return Optional.empty();
  }

  /**
   * Linux refuses such lists, also empty ones (pinctrl-imx.c, pinctrl-rockchip.c), or takes the
   * cells of one entry for those of another (pinctrl_get_list_and_count()).
   */
  private void whole(NodePath path, DtNode group, PinGroups.PinList list) {
    int cells = group.cells(list.property()).size();
    if (cells != 0 && cells % list.width() == 0) {
      return;
    }
    stack.add(
        stack
            .warning(
                VerifyCode.PINS_UNREADABLE,
                stack.place(path, list.property()),
                Subject.of(path, list.property()),
                cells == 0
                    ? Message.of("'{property}' lists no pins", list.property())
                    : Message.of(
                        "'{property}' has {count} cells, but each of its entries has {width}",
                        list.property(),
                        cells,
                        list.width()))
            .help("write " + list.content() + " in each entry"));
  }

  /**
   * Returns whether the user wrote the node: overlays add it, or, if the whole tree is checked, its
   * source is not an include file, which may have groups for other boards.
   */
  private boolean isOwn(NodePath path, DtNode node) {
    if (stack.base().at(path).isPresent()) {
      return false;
    }
    return stack.merged().origin(node.named()) instanceof Origin.Source source
        ? !source.file().name().endsWith(".dtsi")
        : !stack.isWhole();
  }

  /** Returns the nodes to which any node refers, disabled ones included. */
  private Set<NodePath> used() {
    Set<NodePath> used = new HashSet<>();
    for (DtNode node : stack.merged().nodes().values()) {
      for (DtProperty property : node.properties()) {
        if (property.name().startsWith("pinctrl-")) {
          property.value().wholeCells().forEach(cell -> add(cell, used));
        }
        for (Marker.PhandleOf reference : property.value().references()) {
          if (reference.offset() + Integer.BYTES <= property.value().bytes().length()) {
            add(property.value().bytes().cell(reference.offset()), used);
          }
        }
      }
    }
    return used;
  }

  private void add(int phandle, Set<NodePath> used) {
    stack.merged().byPhandle(phandle).ifPresent(used::add);
  }

  /**
   * Returns the node to report if neither the node nor one above it in the pin controller is used:
   * the nearest one to which others could refer.
   */
  private Optional<NodePath> unused(NodePath path, Set<NodePath> used) {
    Optional<NodePath> group = Optional.empty();
    for (NodePath at = path; !at.isRoot(); at = at.parent()) {
      DtNode node = stack.merged().at(at).orElseThrow();
      if (node.property("compatible").isPresent()) {
        return at.equals(path) ? Optional.empty() : group.or(() -> Optional.of(path));
      }
      if (used.contains(at)) {
        return Optional.empty();
      }
      if (group.isEmpty() && !node.labels().isEmpty()) {
        group = Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
