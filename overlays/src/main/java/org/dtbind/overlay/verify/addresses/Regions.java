// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.addresses;

import java.util.List;
import java.util.stream.Collectors;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.RegEntry;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.dtbind.tree.NodePath;

/**
 * Where the regions of reserved memory are written.
 *
 * @param cells the cells in which Linux reads them, which are those of the root node
 */
record Regions(Stack stack, RegionCells cells) {

  static final NodePath PARENT = NodePath.ROOT.child("reserved-memory");
  static final int MOST_NOTES = 5;

  boolean isFromOverlay(NodePath path) {
    return stack.isNew(path, List.of("reg", "size", "alignment", "alloc-ranges"));
  }

  /** Returns an error at a property of a region, with the places of the cells that apply to it. */
  Diagnostic error(NodePath path, String property, Message message) {
    return cellsAt(
        stack.error(
            VerifyCode.REGION_UNREADABLE,
            stack.place(path, property),
            Subject.of(path, property),
            message));
  }

  /** As the other method, for a warning at {@code reg}. */
  Diagnostic warning(VerifyCode code, NodePath path, Message message) {
    return cellsAt(stack.warning(code, stack.place(path, "reg"), Subject.of(path, "reg"), message));
  }

  private Diagnostic cellsAt(Diagnostic problem) {
    Diagnostic noted = problem;
    for (String property : List.of(RegionCells.ADDRESS, RegionCells.SIZE)) {
      noted = noted.note("'" + property + "' is at", origin(PARENT, property));
    }
    return noted;
  }

  Origin origin(NodePath path, String property) {
    return stack.merged().origin(stack.place(path, property));
  }

  static String text(List<RegEntry> regions) {
    return regions.stream()
        .limit(MOST_NOTES + 1L)
        .map(region -> "0x%x bytes at 0x%x".formatted(region.size(), region.address()))
        .collect(Collectors.joining(" and "));
  }
}
