// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.addresses;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Checks the properties of {@code /reserved-memory} because of which Linux ignores all regions. */
record RegionParent(Regions regions, DtNode parent) {

  List<NodePath> paths() {
    return parent.children().stream().map(region -> Regions.PARENT.child(region.name())).toList();
  }

  /**
   * Returns the property because of which Linux ignores all regions: {@code
   * __reserved_mem_check_root()} requires the cells of the root, and {@code ranges}.
   */
  Optional<String> wrong() {
    RegionCells root = regions.cells();
    return parent.cell(RegionCells.ADDRESS).filter(n -> n == root.address()).isEmpty()
        ? Optional.of(RegionCells.ADDRESS)
        : parent.cell(RegionCells.SIZE).filter(n -> n == root.size()).isEmpty()
            ? Optional.of(RegionCells.SIZE)
            : parent.property("ranges").isEmpty() ? Optional.of("ranges") : Optional.empty();
  }

  /** Reports that Linux ignores all regions, unless this is only a problem of the base. */
  List<Diagnostic> problems(boolean changed, String wrong) {
    List<NodePath> paths = paths();
    Stack stack = regions.stack();
    RegionCells root = regions.cells();
    Optional<NodePath> added = paths.stream().filter(regions::isFromOverlay).findFirst();
    if (!changed && added.isEmpty()) {
      return List.of();
    }
    Span place =
        stack.base().at(Regions.PARENT).isEmpty() || stack.isWritten(Regions.PARENT, wrong)
            ? stack.place(Regions.PARENT, wrong)
            : stack.place(
                stack.isWritten(NodePath.ROOT, wrong)
                    ? NodePath.ROOT
                    : added.orElse(Regions.PARENT),
                wrong);
    Diagnostic problem =
        stack.error(
            VerifyCode.REGION_UNREADABLE, place, Subject.of(Regions.PARENT, wrong), message(wrong));
    for (NodePath region : paths.subList(0, Math.min(paths.size(), Regions.MOST_NOTES))) {
      problem = problem.note("this includes " + region + " at", regions.origin(region, "reg"));
    }
    return List.of(
        problem.help(
            wrong.equals("ranges")
                ? "add 'ranges' to " + Regions.PARENT
                : ("set '%s' of %s to %d and '%s' to %d, and write 'reg' of each region in"
                        + " these cells")
                    .formatted(
                        RegionCells.ADDRESS,
                        Regions.PARENT,
                        root.address(),
                        RegionCells.SIZE,
                        root.size())));
  }

  private Message message(String wrong) {
    RegionCells root = regions.cells();
    if (wrong.equals("ranges")) {
      return Message.of(
          "Linux ignores all regions of reserved memory, because their parent has no 'ranges'");
    }
    int wanted = wrong.equals(RegionCells.ADDRESS) ? root.address() : root.size();
    Optional<Integer> given = parent.cell(wrong);
    return given.isEmpty()
        ? Message.of(
            "Linux ignores all regions of reserved memory, because their parent has no"
                + " '{property}', and that of the root node is {expected}",
            wrong,
            wanted)
        : Message.of(
            "Linux ignores all regions of reserved memory, because '{property}' of their parent is"
                + " {found}, and that of the root node is {expected}",
            wrong,
            given.get(),
            wanted);
  }
}
