// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.overlay.compare.Comparison;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.overlay.compare.Difference.Referring;
import org.dtbind.source.Bytes;
import org.dtbind.source.Shown;
import org.dtbind.tree.NodePath;
import org.dtbind.view.Format;
import org.dtbind.view.Terminal;
import org.dtbind.view.View;

/**
 * The comparison of two trees: as text in the format of {@code diff -u}, with the place in source
 * after each line, or for scripts as {@code dtbind.diff/1}.
 */
public record ComparisonReport(DifferenceItems trees, Comparison comparison) {

  public static final View<ComparisonReport> VIEW =
      View.<ComparisonReport>document(
              "diff",
              "`diff`: the differences between two trees. `kind` is `node`, `property`,"
                  + " `label`, `memreserve` (memory reservations) or `bootCpu` (the processor on"
                  + " which the system boots)")
          .flag("same", "whether the trees are equal", r -> r.comparison.isSame())
          .number("nodes", "number of nodes that exist in both trees", r -> r.comparison.nodes())
          .number(
              "properties",
              "number of properties that were compared in these nodes",
              r -> r.comparison.properties())
          .list(
              "differences",
              "differences, in this order: memory reservations, boot processor, moved nodes,"
                  + " properties, removed nodes, added nodes, labels",
              DifferenceItem.VIEW,
              r -> r.items(r.comparison.differences()))
          .list(
              "takenForTheSame",
              "properties whose numbers differ, but which dtbind treats as equal because it assumes"
                  + " that the numbers are phandles of the same nodes",
              DifferenceItem.VIEW,
              r -> r.items(r.comparison.supposed()));

  String text() {
    StringBuilder out = new StringBuilder();
    if (comparison.isSame()) {
      out.append(
          "no differences: %d nodes and %d properties are equal\n"
              .formatted(comparison.nodes(), comparison.properties()));
    } else {
      out.append("--- ").append(Shown.escaped(trees.before().name()));
      out.append("\n+++ ").append(Shown.escaped(trees.after().name())).append('\n');
    }
    Optional<NodePath> shown = Optional.empty();
    for (Difference difference : comparison.differences()) {
      if (difference instanceof Difference.PropertyDiffers property
          && !shown.equals(Optional.of(property.path()))) {
        shown = Optional.of(property.path());
        out.append(' ').append(trees.after().node(property.path())).append('\n');
      }
      trees.item(difference).append(out);
    }
    for (Difference.PropertyDiffers same : comparison.supposed()) {
      out.append(
          (" %s: %s %s in one and %s in the other: treated as equal, because both are phandles of "
                  + "the same nodes\n")
              .formatted(
                  trees.after().node(same.path()),
                  Shown.escaped(same.name()),
                  numbers(same.before().orElseThrow()),
                  numbers(same.after().orElseThrow())));
    }
    return out.toString();
  }

  private static String numbers(Referring value) {
    return value.property().value().cells().orElse(List.of()).stream()
        .map(cell -> "0x" + Integer.toHexString(cell))
        .collect(Collectors.joining(" ", "<", ">"));
  }

  /** {@return the comparison for scripts, in UTF-8} */
  Bytes document(Format format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VIEW.write(this, format, bytes, Terminal.NONE);
    return Bytes.wrap(bytes.toByteArray());
  }

  private List<DifferenceItem> items(List<? extends Difference> differences) {
    return differences.stream().map(trees::item).toList();
  }
}
