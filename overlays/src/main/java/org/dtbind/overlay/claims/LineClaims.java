// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.source.Span;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;

/**
 * Finds GPIO lines that several nodes claim. Linux gives a line to only one consumer
 * (drivers/gpio/gpiolib.c, {@code gpiod_request_commit()}: {@code EBUSY}), unless the drivers
 * request it as shared.
 */
public final class LineClaims {

  /**
   * A line, identified by the cells that select it.
   *
   * @param cells the cells of the specifier without the flags
   */
  public record Line(NodePath controller, List<Integer> cells) {

    public static Line of(LineUse use) {
      List<Integer> cells = use.cells();
      return new Line(
          use.controller(), cells.size() < 2 ? cells : cells.subList(0, cells.size() - 1));
    }

    /** {@return the line as text for users} */
    public String text() {
      String which =
          String.join(" ", cells.stream().map(cell -> Integer.toUnsignedString(cell)).toList());
      return "line %s of %s".formatted(which, controller);
    }
  }

  private final TreeIndex index;

  LineClaims(TreeIndex index) {
    this.index = index;
  }

  /** Returns the uses of each line, in the order of the tree. */
  Map<Line, List<LineUse>> byLine() {
    Map<Line, List<LineUse>> lines = new LinkedHashMap<>();
    for (LineUse use : index.lineUses()) {
      lines.computeIfAbsent(Line.of(use), line -> new ArrayList<>()).add(use);
    }
    return lines;
  }

  /** Returns the pairs of uses that exclude each other, in the order of the tree. */
  List<Conflict> conflicts(Map<Line, List<LineUse>> lines) {
    List<Conflict> conflicts = new ArrayList<>();
    lines.forEach((line, uses) -> add(line, uses, conflicts));
    return conflicts;
  }

  private void add(Line line, List<LineUse> uses, List<Conflict> conflicts) {
    Sharing sharing = new Sharing(index);
    for (int i = 1; i < uses.size(); i++) {
      for (LineUse earlier : uses.subList(0, i)) {
        LineUse later = uses.get(i);
        Sharing.Verdict verdict = sharing.of(earlier, later);
        if (verdict != Sharing.Verdict.BOTH && !earlier.node().equals(later.node())) {
          boolean certain = verdict == Sharing.Verdict.ONE;
          conflicts.add(
              new Conflict(ClaimKind.LINE, line.text(), claim(earlier), claim(later), certain));
        }
      }
    }
  }

  private Claim claim(LineUse use) {
    return new Claim(use.node(), use.property(), place(index, use));
  }

  /** Returns the reference in source that writes the entry, if there is one, else the property. */
  public static Span place(TreeIndex index, LineUse use) {
    Optional<DtProperty> property =
        index.at(use.node()).flatMap(node -> node.property(use.property()));
    if (property.isEmpty()) {
      return Span.NONE;
    }
    List<Marker.PhandleOf> references = property.get().value().references();
    return use.index() < references.size()
        ? references.get(use.index()).reference().span()
        : property.get().span();
  }
}
