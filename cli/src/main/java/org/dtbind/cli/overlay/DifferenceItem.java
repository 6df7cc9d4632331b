// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.util.List;
import java.util.Optional;
import org.dtbind.view.View;

/**
 * A difference of two trees, as users see it.
 *
 * @param kind what differs: {@code node}, {@code property}, {@code label}, {@code memreserve} or
 *     {@code bootCpu}; in a review also {@code device} or {@code line}
 * @param path the node, in the second tree if it exists there
 * @param name the name of the property or label; for a node that was moved, its label
 * @param before the part in the first tree; empty if there is none
 * @param after the part in the second tree; empty if there is none
 */
public record DifferenceItem(
    String kind, String path, Optional<String> name, Optional<Part> before, Optional<Part> after) {

  /**
   * A part of a difference in one of the trees.
   *
   * @param lines the part in the format of {@code diff -u}, without signs
   */
  public record Part(String text, Optional<String> place, List<String> lines) {

    public Part {
      lines = List.copyOf(lines);
    }

    public Part(String text, Optional<String> place, String line) {
      this(text, place, List.of(placed(line, place)));
    }

    static String placed(String text, Optional<String> place) {
      return text + place.map(origin -> "  // " + origin).orElse("");
    }
  }

  private static final View<Part> PART =
      View.<Part>part()
          .text("text", "value as text", Part::text)
          .textOrNull(
              "place",
              "location of the value, in the format used in messages, such as"
                  + " `FILE:LINE.COLUMN-COLUMN`; null if unknown",
              Part::place);

  public static final View<DifferenceItem> VIEW =
      View.<DifferenceItem>part()
          .text(
              "kind", "kind of difference: one of the values described above", DifferenceItem::kind)
          .text(
              "path",
              "path of the node (in the second tree, if the node exists there); `/` for"
                  + " `memreserve` and `bootCpu`",
              DifferenceItem::path)
          .textOrNull(
              "name",
              "name of the property or label; for a node that was moved, the node's label;"
                  + " otherwise null",
              DifferenceItem::name)
          .objectOrNull(
              "before",
              "value in the first tree; null if there is none",
              PART,
              DifferenceItem::before)
          .objectOrNull(
              "after",
              "value in the second tree; null if there is none",
              PART,
              DifferenceItem::after);

  DifferenceItem(String kind, Optional<Part> before, Optional<Part> after) {
    this(kind, "/", Optional.empty(), before, after);
  }

  /** Appends the lines of both parts, each with its sign. */
  public void append(StringBuilder out) {
    before.ifPresent(part -> append(out, '-', part));
    after.ifPresent(part -> append(out, '+', part));
  }

  private static void append(StringBuilder out, char sign, Part part) {
    part.lines().forEach(line -> out.append(sign).append(line).append('\n'));
  }
}
