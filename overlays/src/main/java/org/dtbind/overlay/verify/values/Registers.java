// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.values;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.AddressRange;
import org.dtbind.linux.Population;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.NodePath;

/**
 * Checks that no device has registers in the middle of those of another one because of a size with
 * a zero too many: whichever driver is second cannot request them. Sizes that cannot be such a slip
 * are not reported, because many devices share their registers on purpose.
 */
public record Registers(Stack stack) {

  private static final Set<String> SHARED = Set.of("syscon", "simple-mfd", "simple-bus");
  private static final int HEX_DIGIT = 16;

  /** The smallest size that is reported: blocks of this size usually have a page of their own. */
  private static final long PAGE = 0x1000;

  private record Span(NodePath path, long start, long size) {

    boolean contains(Span other) {
      return other.start != start
          && Long.compareUnsigned(other.start - start, size) < 0
          && Long.compareUnsigned(other.start - start + other.size, size) <= 0;
    }
  }

  public List<Diagnostic> problems() {
    List<Span> spans = new ArrayList<>();
    AddressRange.ofAll(stack.merged().tree())
        .forEach(
            (path, ranges) -> {
              if (stack.merged().isAvailable(path) && isOwner(path) && ranges.size() == 1) {
                AddressRange only = ranges.get(0);
                spans.add(new Span(path, only.start(), only.size()));
              }
            });
    spans.sort(
        Comparator.comparing(Span::start, Long::compareUnsigned)
            .thenComparing(Span::size, Long::compareUnsigned));
    List<Diagnostic> problems = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      Span outer = spans.get(i);
      if (outer.size() % (HEX_DIGIT * PAGE) != 0 || outer.size() == 0) {
        continue;
      }
      Span meant = new Span(outer.path(), outer.start(), outer.size() / HEX_DIGIT);
      if (i + 1 < spans.size() && isSlip(outer, meant, spans.get(i + 1))) {
        problems.add(problem(outer, spans.get(i + 1), meant.size()));
      }
    }
    return problems;
  }

  private boolean isSlip(Span outer, Span meant, Span inner) {
    return outer.contains(inner)
        && !meant.contains(inner)
        && outer.path().parent().equals(inner.path().parent())
        && inner.size() == meant.size()
        && (stack.isNew(outer.path(), List.of("reg")) || stack.isNew(inner.path(), List.of("reg")));
  }

  private boolean isOwner(NodePath path) {
    return !stack.merged().at(path).orElseThrow().strings("device_type").contains("pci")
        && stack.populations().get(path) instanceof Population.Device
        && stack.merged().at(path).orElseThrow().compatible().stream().noneMatch(SHARED::contains);
  }

  private Diagnostic problem(Span outer, Span inner, long meant) {
    Message message =
        Message.of(
            "these registers contain those of {node}, so the second of the two drivers cannot"
                + " request its registers",
            inner.path());
    return stack
        .warning(
            VerifyCode.REGISTERS_OVERLAP,
            stack.place(outer.path(), "reg"),
            Subject.of(outer.path(), "reg"),
            message)
        .note(inner.path() + " is at", stack.merged().origin(stack.place(inner.path(), "reg")))
        .help("the size may have a zero too many: 0x" + Long.toHexString(meant));
  }
}
