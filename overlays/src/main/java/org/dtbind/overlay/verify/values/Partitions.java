// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.values;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.RegEntry;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Checks the partitions of a flash: Linux reads none of them if one has no {@code reg}
 * (drivers/mtd/parsers/ofpart_core.c, {@code parse_fixed_partitions()}), and two that overlap only
 * in part are a slip: the second number is often the end instead of the size.
 */
public record Partitions(Stack stack) {

  private record Partition(NodePath path, long start, long size) {

    boolean overlapsInPart(Partition later) {
      // 'later' does not begin earlier.
      boolean overlaps = Long.compareUnsigned(later.start - start, size) < 0;
      boolean contains =
          Long.compareUnsigned(later.start - start + later.size, size) <= 0 || later.start == start;
      return overlaps && !contains;
    }
  }

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, node) ->
            node.compatible().contains("fixed-partitions")
                ? problems(path, node).stream()
                : Stream.of());
  }

  private List<Diagnostic> problems(NodePath parent, DtNode node) {
    List<Diagnostic> problems = new ArrayList<>();
    List<Partition> partitions = new ArrayList<>();
    int address = node.cell("#address-cells").orElse(0);
    int size = node.cell("#size-cells").orElse(0);
    for (DtNode child : node.children()) {
      NodePath path = parent.child(child.name());
      if (child.property("reg").isEmpty()) {
        if (stack.isNew(path, List.of("reg", "compatible")) || stack.isNew(parent, List.of())) {
          problems.add(unreadable(path));
        }
        continue;
      }
      RegEntry.of(child.cells("reg"), address, size).stream()
          .limit(1)
          .filter(one -> child.isAvailable() && one.size() != 0)
          .forEach(one -> partitions.add(new Partition(path, one.address(), one.size())));
    }
    partitions.sort(Comparator.comparing(Partition::start, Long::compareUnsigned));
    for (int i = 1; i < partitions.size(); i++) {
      Partition before = partitions.get(i - 1);
      Partition later = partitions.get(i);
      if (before.overlapsInPart(later)
          && (stack.isNew(before.path(), List.of("reg"))
              || stack.isNew(later.path(), List.of("reg")))) {
        problems.add(overlap(before, later));
      }
    }
    return problems;
  }

  private Diagnostic unreadable(NodePath path) {
    return stack
        .error(
            VerifyCode.PARTITIONS_UNREADABLE,
            stack.place(path),
            Subject.of(path),
            Message.of(
                "Linux reads none of the partitions, because this child of them has no 'reg'"))
        .help("move the node out of %s, or add 'reg'".formatted(path.parent()));
  }

  private Diagnostic overlap(Partition before, Partition later) {
    Message message =
        Message.of(
            "{node} ends at {end}, in the middle of this partition",
            before.path(),
            "0x" + Long.toHexString(before.start() + before.size()));
    boolean isEnd = before.size() == later.start() || before.size() == later.start() + later.size();
    return stack
        .warning(
            VerifyCode.PARTITIONS_OVERLAP,
            stack.place(later.path(), "reg"),
            Subject.of(later.path(), "reg"),
            message)
        .note(before.path() + " is at", stack.merged().origin(stack.place(before.path(), "reg")))
        .help(
            isEnd || before.size() > later.start()
                ? "the second number in 'reg' is the size, not the end"
                : "correct the address or the size of one of them");
  }
}
