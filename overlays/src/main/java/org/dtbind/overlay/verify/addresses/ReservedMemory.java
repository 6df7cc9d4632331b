// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.addresses;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.linux.RegEntry;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Checks that Linux can read the regions of reserved memory, and reads those that are meant
 * (drivers/of/fdt.c, {@code fdt_scan_reserved_mem()}, {@code __reserved_mem_reserve_reg()}). Linux
 * only logs an error, and uses memory that it does not reserve for other purposes.
 */
public record ReservedMemory(Stack stack) {

  /** Returns the regions that Linux reads wrongly, with diagnostics. */
  public Diagnosed<Set<NodePath>> check() {
    Optional<DtNode> parent = stack.merged().at(Regions.PARENT);
    if (parent.isEmpty() || parent.get().children().isEmpty()) {
      return Diagnosed.of(Set.of(), List.of());
    }
    DtNode root = stack.merged().tree().root();
    Regions regions = new Regions(stack, RegionCells.ofRoot(root));
    boolean changed =
        Stream.of(NodePath.ROOT, Regions.PARENT)
            .anyMatch(
                path ->
                    stack.isWritten(path, RegionCells.ADDRESS)
                        || stack.isWritten(path, RegionCells.SIZE));
    RegionParent all = new RegionParent(regions, parent.get());
    Optional<String> wrong = all.wrong();
    if (wrong.isPresent()) {
      return Diagnosed.of(Set.copyOf(all.paths()), all.problems(changed, wrong.get()));
    }
    BoardMemory memory = BoardMemory.of(root, regions.cells());
    Set<NodePath> misread = new HashSet<>();
    List<Diagnostic> problems = new ArrayList<>();
    for (DtNode region : parent.get().children()) {
      NodePath path = Regions.PARENT.child(region.name());
      if (!region.isAvailable() || !changed && !regions.isFromOverlay(path)) {
        continue;
      }
      List<Diagnostic> found = unreadable(regions, path, region);
      problems.addAll(found);
      if (Diagnostic.anyError(found)) {
        misread.add(path);
      } else {
        tooLarge(regions, path, region, memory).ifPresent(problems::add);
      }
    }
    return Diagnosed.of(misread, problems);
  }

  /** Returns errors if Linux does not read the region that is meant. */
  private static List<Diagnostic> unreadable(Regions regions, NodePath path, DtNode region) {
    List<Diagnostic> skipped = new RegionLengths(regions, path, region).check();
    return skipped.isEmpty() && regions.cells().isUsual()
        ? new RegionEntries(regions, path, region).check().stream().toList()
        : skipped;
  }

  private static Optional<Diagnostic> tooLarge(
      Regions regions, NodePath path, DtNode region, BoardMemory memory) {
    List<RegEntry> entries = regions.cells().entries(region);
    if (!memory.isExceededBy(entries)) {
      return Optional.empty();
    }
    Message message =
        Message.of(
            "Linux reads this 'reg' as {regions}, which ends beyond the memory",
            Regions.text(entries));
    return Optional.of(
        regions
            .warning(VerifyCode.REGION_TOO_LARGE, path, message)
            .help("correct the size, or the memory node of the board"));
  }
}
