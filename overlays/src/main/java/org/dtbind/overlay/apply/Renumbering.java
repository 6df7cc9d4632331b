// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.edit.EditedProperty;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtProperty;

/**
 * Adds the largest phandle of the base to the phandles of an overlay, and to the cells that refer
 * to them, which {@code __local_fixups__} lists.
 */
final class Renumbering {

  /**
   * A cell that refers to a node of the overlay.
   *
   * @param offset bytes from the start of the value
   */
  private record Local(EditedProperty property, int offset) {}

  private final EditedNode root;
  private final int by;
  private final OverlayProblems problems;
  private final List<Local> locals = new ArrayList<>();

  /**
   * Creates the renumbering of one overlay.
   *
   * @param by the largest phandle of the base
   */
  Renumbering(EditedNode root, int by, OverlayProblems problems) {
    this.root = root;
    this.by = by;
    this.problems = problems;
  }

  void addToPhandles() {
    addToPhandles(root);
  }

  private void addToPhandles(EditedNode node) {
    for (String name : EditedNode.PHANDLES) {
      if (node.original().property(name).isPresent()) {
        add(node, node.property(name).orElseThrow());
      }
    }
    for (EditedNode child : node.children()) {
      addToPhandles(child);
    }
  }

  private void add(EditedNode node, EditedProperty property) {
    if (property.length() != 4) {
      Subject subject = Subject.of(node.path(), property.name());
      Message message = Message.of("a phandle must be 4 bytes long, not {size}", property.length());
      problems.fail(OverlayCode.BAD_PHANDLE, property.span(), subject, message);
      return;
    }
    int moved = property.cell(0) + by;
    if (Integer.compareUnsigned(moved, property.cell(0)) < 0 || moved == -1) {
      Subject subject = Subject.of(node.path(), property.name());
      Message message =
          Message.of(
              "the phandle {phandle} cannot be increased by {limit}, the largest phandle of the"
                  + " base",
              "0x%x".formatted(property.cell(0)),
              "0x%x".formatted(by));
      problems.fail(OverlayCode.NO_PHANDLES_LEFT, property.span(), subject, message);
      return;
    }
    property.put(0, moved);
  }

  void addToReferences() {
    Optional<EditedNode> table = root.child(Overlay.LOCAL_FIXUPS);
    if (table.isPresent()) {
      addToReferences(root, table.get());
    }
  }

  private void addToReferences(EditedNode node, EditedNode table) {
    for (DtProperty entry : table.original().properties()) {
      Bytes offsets = entry.value().bytes();
      Optional<EditedProperty> property = node.property(entry.name());
      if (offsets.length() % 4 != 0) {
        fail(table, entry, Message.of("the entry is not a list of offsets"));
      } else if (property.isEmpty()) {
        fail(
            table,
            entry,
            Message.of("the entry refers to a property that the overlay does not have"));
      } else {
        for (int i = 0; i < offsets.length(); i += 4) {
          int offset = offsets.cell(i);
          if (offset < 0 || offset > property.get().length() - 4) {
            Message message =
                Message.of(
                    "the entry contains the offset {offset}, which is outside the property",
                    offset);
            fail(table, entry, message);
          } else {
            property.get().put(offset, property.get().cell(offset) + by);
            locals.add(new Local(property.get(), offset));
          }
        }
      }
    }
    for (EditedNode child : table.children()) {
      Optional<EditedNode> below = node.child(child.name());
      if (below.isPresent()) {
        addToReferences(below.get(), child);
      } else {
        problems.fail(
            OverlayCode.BAD_LOCAL_FIXUP,
            child.original().named(),
            Subject.of(child.path()),
            Message.of("the overlay has no node for this entry"));
      }
    }
  }

  private void fail(EditedNode table, DtProperty entry, Message message) {
    Subject subject = Subject.of(table.path(), entry.name());
    problems.fail(OverlayCode.BAD_LOCAL_FIXUP, entry.span(), subject, message);
  }

  /**
   * Replaces phandles in the cells that refer to nodes of the overlay.
   *
   * @param numbers new phandles by old ones
   */
  void replace(Map<Integer, Integer> numbers) {
    if (numbers.isEmpty()) {
      return;
    }
    for (Local local : locals) {
      int number = local.property().cell(local.offset());
      local.property().put(local.offset(), numbers.getOrDefault(number, number));
    }
  }
}
