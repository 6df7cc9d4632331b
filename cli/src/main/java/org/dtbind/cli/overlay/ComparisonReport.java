// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.overlay.compare.Comparison;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.overlay.compare.Difference.Referring;
import org.dtbind.source.Bytes;
import org.dtbind.source.Shown;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.Reservation;
import org.dtbind.view.Format;
import org.dtbind.view.Terminal;
import org.dtbind.view.View;

/**
 * The comparison of two trees: as text in the format of {@code diff -u}, with the place in source
 * after each line, or for scripts as {@code dtbind.diff/1}.
 */
public record ComparisonReport(ComparedTree before, ComparedTree after, Comparison comparison) {

  /**
   * A part of a difference in one of the trees.
   *
   * @param lines the part in the format of {@code diff -u}, without signs
   */
  private record There(String text, Optional<String> place, List<String> lines) {

    There {
      lines = List.copyOf(lines);
    }

    There(String text, Optional<String> place, String line) {
      this(text, place, List.of(placed(line, place)));
    }
  }

  private record Item(
      String kind,
      String path,
      Optional<String> name,
      Optional<There> before,
      Optional<There> after) {

    Item(String kind, Optional<There> before, Optional<There> after) {
      this(kind, "/", Optional.empty(), before, after);
    }
  }

  private static final View<There> THERE =
      View.<There>part()
          .text("text", "value as text", There::text)
          .textOrNull(
              "place",
              "location of the value, in the format used in messages, such as"
                  + " `FILE:LINE.COLUMN-COLUMN`; null if unknown",
              There::place);

  private static final View<Item> ITEM =
      View.<Item>part()
          .text("kind", "kind of difference: one of the values described above", Item::kind)
          .text(
              "path",
              "path of the node (in the second tree, if the node exists there); `/` for"
                  + " `memreserve` and `bootCpu`",
              Item::path)
          .textOrNull(
              "name",
              "name of the property or label; for a node that was moved, the node's label;"
                  + " otherwise null",
              Item::name)
          .objectOrNull(
              "before", "value in the first tree; null if there is none", THERE, Item::before)
          .objectOrNull(
              "after", "value in the second tree; null if there is none", THERE, Item::after);

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
              ITEM,
              r -> r.items(r.comparison.differences()))
          .list(
              "takenForTheSame",
              "properties whose numbers differ, but which dtbind treats as equal because it assumes"
                  + " that the numbers are phandles of the same nodes",
              ITEM,
              r -> r.items(r.comparison.supposed()));

  String text() {
    StringBuilder out = new StringBuilder();
    if (comparison.isSame()) {
      out.append(
          "no differences: %d nodes and %d properties are equal\n"
              .formatted(comparison.nodes(), comparison.properties()));
    } else {
      out.append("--- ").append(Shown.escaped(before.name()));
      out.append("\n+++ ").append(Shown.escaped(after.name())).append('\n');
    }
    Optional<NodePath> shown = Optional.empty();
    for (Difference difference : comparison.differences()) {
      if (difference instanceof Difference.PropertyDiffers property
          && !shown.equals(Optional.of(property.path()))) {
        shown = Optional.of(property.path());
        out.append(' ').append(after.node(property.path())).append('\n');
      }
      Item item = item(difference);
      item.before().ifPresent(there -> append(out, '-', there));
      item.after().ifPresent(there -> append(out, '+', there));
    }
    for (Difference.PropertyDiffers same : comparison.supposed()) {
      out.append(
          (" %s: %s %s in one and %s in the other: treated as equal, because both are phandles of "
                  + "the same nodes\n")
              .formatted(
                  after.node(same.path()),
                  Shown.escaped(same.name()),
                  numbers(same.before().orElseThrow()),
                  numbers(same.after().orElseThrow())));
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char sign, There there) {
    there.lines().forEach(line -> out.append(sign).append(line).append('\n'));
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

  private List<Item> items(List<? extends Difference> differences) {
    return differences.stream().map(this::item).toList();
  }

  private Item item(Difference difference) {
    if (difference instanceof Difference.PropertyDiffers property) {
      return item(property);
    }
    if (difference instanceof Difference.NodeAdded added) {
      Optional<There> item = Optional.of(node(after, added.path(), added.node()));
      return new Item("node", added.path().text(), Optional.empty(), Optional.empty(), item);
    }
    if (difference instanceof Difference.NodeRemoved removed) {
      Optional<There> item = Optional.of(node(before, removed.path(), removed.node()));
      return new Item("node", removed.path().text(), Optional.empty(), item, Optional.empty());
    }
    if (difference instanceof Difference.NodeMoved moved) {
      return new Item(
          "node",
          moved.after().text(),
          Optional.of(moved.label()),
          Optional.of(moved(before, moved.before(), moved.nodeBefore())),
          Optional.of(moved(after, moved.after(), moved.nodeAfter())));
    }
    if (difference instanceof Difference.LabelDiffers label) {
      return new Item(
          "label",
          label.after().or(label::before).map(NodePath::text).orElse("/"),
          Optional.of(label.label()),
          label.before().map(path -> label(label.label(), path)),
          label.after().map(path -> label(label.label(), path)));
    }
    if (difference instanceof Difference.ReservationsDiffer memory) {
      return new Item(
          "memreserve",
          Optional.of(reservations(before, memory.before())),
          Optional.of(reservations(after, memory.after())));
    }
    Difference.BootCpuDiffers cpu = (Difference.BootCpuDiffers) difference;
    return new Item(
        "bootCpu", Optional.of(bootCpu(cpu.before())), Optional.of(bootCpu(cpu.after())));
  }

  private Item item(Difference.PropertyDiffers property) {
    List<Marker> types = types(property);
    Optional<There> former = property.before().map(value -> property(before, value, types, false));
    Optional<There> later = property.after().map(value -> property(after, value, types, false));
    // Both values are in the same notation.
    boolean hexadecimal =
        former.isPresent()
            && later.isPresent()
            && isHexadecimal(former.get()) != isHexadecimal(later.get());
    return new Item(
        "property",
        property.path().text(),
        Optional.of(property.name()),
        hexadecimal ? property.before().map(value -> property(before, value, types, true)) : former,
        hexadecimal ? property.after().map(value -> property(after, value, types, true)) : later);
  }

  private static boolean isHexadecimal(There value) {
    return value.text().contains("<0x") || value.text().contains(" 0x");
  }

  private static There property(
      ComparedTree side, Referring value, List<Marker> types, boolean hexadecimal) {
    String text = side.line(value, typesOf(value, types), hexadecimal);
    return new There(text, side.place(value.property().span()), "\t" + text);
  }

  /**
   * Returns the types from whichever of the two values comes from source, since the other may come
   * from a blob, which has no types.
   */
  private static List<Marker> types(Difference.PropertyDiffers property) {
    List<Marker> former = markers(property.before());
    return former.isEmpty() ? markers(property.after()) : former;
  }

  private static List<Marker> typesOf(Referring value, List<Marker> types) {
    List<Marker> own = markers(Optional.of(value));
    int length = value.property().value().bytes().length();
    return own.isEmpty() && types.stream().allMatch(type -> fits(type, length)) ? types : own;
  }

  /** Returns whether a type also suits a value of another length: numbers do, strings do not. */
  private static boolean fits(Marker marker, int length) {
    return marker.offset() == 0
        && marker instanceof Marker.Typed typed
        && typed.type().width() > 0
        && length % typed.type().width() == 0;
  }

  private static List<Marker> markers(Optional<Referring> value) {
    return value.map(known -> known.property().value().markers()).orElse(List.of()).stream()
        .filter(Marker.Typed.class::isInstance)
        .toList();
  }

  private static There node(ComparedTree side, NodePath path, DtNode node) {
    List<String> lines = new ArrayList<>();
    add(lines, side, path, node);
    return new There(path.text(), side.place(node.named()), lines);
  }

  private static void add(List<String> lines, ComparedTree side, NodePath path, DtNode node) {
    lines.addAll(moved(side, path, node).lines());
    for (DtProperty property : node.properties()) {
      if (!DtNode.isPhandle(property.name())) {
        Referring value = new Referring(property, side.references().in(path, node, property));
        lines.addAll(property(side, value, List.of(), false).lines());
      }
    }
    node.children().forEach(child -> add(lines, side, path.child(child.name()), child));
  }

  private static There moved(ComparedTree side, NodePath path, DtNode node) {
    return new There(path.text(), side.place(node.named()), side.node(path));
  }

  private static There label(String label, NodePath path) {
    String line = "label %s: %s".formatted(Shown.escaped(label), Shown.escaped(path.text()));
    return new There(path.text(), Optional.empty(), line);
  }

  private static There reservations(ComparedTree side, List<Reservation> entries) {
    List<String> texts = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Reservation entry : entries) {
      String text = String.format(Locale.ROOT, "0x%x 0x%x", entry.address(), entry.size());
      texts.add(text);
      lines.add(placed("/memreserve/ " + text + ";", side.place(entry.span())));
    }
    return new There(String.join(", ", texts), Optional.empty(), lines);
  }

  private static There bootCpu(int number) {
    String text = Integer.toUnsignedString(number);
    return new There(text, Optional.empty(), "boot_cpuid_phys " + text);
  }

  private static String placed(String text, Optional<String> place) {
    return text + place.map(origin -> "  // " + origin).orElse("");
  }
}
