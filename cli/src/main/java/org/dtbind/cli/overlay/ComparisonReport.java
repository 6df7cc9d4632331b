// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.overlay.compare.Comparison;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.overlay.compare.Difference.Referring;
import org.dtbind.source.Bytes;
import org.dtbind.source.Shown;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
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
 * after each line, or for scripts as {@code dtbind.overlay-diff/1}.
 */
public final class ComparisonReport {

  private final ComparedTree before;
  private final ComparedTree after;
  private final Comparison comparison;
  private final StringBuilder out = new StringBuilder();
  private Optional<NodePath> shown = Optional.empty();

  ComparisonReport(
      String base, DeviceTree was, String changed, DeviceTree is, Comparison comparison) {
    this.before = new ComparedTree(base, was);
    this.after = new ComparedTree(changed, is);
    this.comparison = comparison;
  }

  /** {@return the comparison as text} */
  String text() {
    if (comparison.isSame()) {
      out.append(
          "no differences: %d nodes and %d properties are equal\n"
              .formatted(comparison.nodes(), comparison.properties()));
    } else {
      out.append("--- ").append(Shown.escaped(before.name));
      out.append("\n+++ ").append(Shown.escaped(after.name)).append('\n');
    }
    comparison.differences().forEach(this::line);
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

  private static String numbers(Referring value) {
    return value.property().value().cells().orElse(List.of()).stream()
        .map(cell -> "0x" + Integer.toHexString(cell))
        .collect(Collectors.joining(" ", "<", ">"));
  }

  private void line(Difference difference) {
    if (difference instanceof Difference.PropertyDiffers property) {
      if (!shown.equals(Optional.of(property.path()))) {
        shown = Optional.of(property.path());
        out.append(' ').append(after.node(property.path())).append('\n');
      }
      List<Marker> types = types(property);
      property.before().ifPresent(value -> line("-\t", before, value, typesOf(value, types)));
      property.after().ifPresent(value -> line("+\t", after, value, typesOf(value, types)));
    } else if (difference instanceof Difference.NodeAdded added) {
      node('+', after, added.path(), added.node());
    } else if (difference instanceof Difference.NodeRemoved removed) {
      node('-', before, removed.path(), removed.node());
    } else if (difference instanceof Difference.NodeMoved moved) {
      node('-', before, moved.before(), moved.was().named());
      node('+', after, moved.after(), moved.is().named());
    } else if (difference instanceof Difference.LabelDiffers label) {
      label.before().ifPresent(path -> out.append(named('-', label, path)));
      label.after().ifPresent(path -> out.append(named('+', label, path)));
    } else if (difference instanceof Difference.ReservationsDiffer memory) {
      memory.before().forEach(entry -> reservation('-', before, entry));
      memory.after().forEach(entry -> reservation('+', after, entry));
    } else if (difference instanceof Difference.BootCpuDiffers cpu) {
      out.append("-boot_cpuid_phys ").append(Integer.toUnsignedString(cpu.before()));
      out.append("\n+boot_cpuid_phys ").append(Integer.toUnsignedString(cpu.after())).append('\n');
    }
  }

  private static String named(char sign, Difference.LabelDiffers label, NodePath path) {
    return "%clabel %s: %s\n"
        .formatted(sign, Shown.escaped(label.label()), Shown.escaped(path.text()));
  }

  private void reservation(char sign, ComparedTree side, Reservation entry) {
    String text = "/memreserve/ 0x%x 0x%x;".formatted(entry.address(), entry.size());
    out.append(sign).append(placed(text, side.place(entry.span()))).append('\n');
  }

  private static String placed(String text, Optional<String> place) {
    return text + place.map(where -> "  // " + where).orElse("");
  }

  /**
   * Returns the types from whichever of the two values comes from source, since the other may come
   * from a blob, which has no types.
   */
  private static List<Marker> types(Difference.PropertyDiffers property) {
    List<Marker> was = markers(property.before());
    return was.isEmpty() ? markers(property.after()) : was;
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

  private void line(String sign, ComparedTree side, Referring value, List<Marker> types) {
    String place = placed(side.line(value, types), side.place(value.property().span()));
    out.append(sign).append(place).append('\n');
  }

  private void node(char sign, ComparedTree side, NodePath path, Span named) {
    out.append(sign).append(placed(side.node(path), side.place(named))).append('\n');
  }

  private void node(char sign, ComparedTree side, NodePath path, DtNode node) {
    node(sign, side, path, node.named());
    for (DtProperty property : node.properties()) {
      if (!DtNode.isPhandle(property.name())) {
        Referring value = new Referring(property, side.references.in(path, node, property));
        line(sign + "\t", side, value, markers(Optional.of(value)));
      }
    }
    node.children().forEach(child -> node(sign, side, path.child(child.name()), child));
  }

  private record There(String text, Optional<String> place) {}

  private record Item(
      String kind, String path, Optional<String> name, Optional<There> was, Optional<There> is) {}

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
              "before", "value in the first tree; null if there is none", THERE, Item::was)
          .objectOrNull(
              "after", "value in the second tree; null if there is none", THERE, Item::is);

  public static final View<ComparisonReport> VIEW =
      View.<ComparisonReport>document(
              "overlay-diff",
              "`overlay diff`: the differences between two trees. `kind` is `node`, `property`,"
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

  private List<Item> items(List<? extends Difference> differences) {
    return differences.stream().map(this::item).toList();
  }

  /** {@return the comparison for scripts, in UTF-8} */
  Bytes document(Format format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VIEW.write(this, format, bytes, Terminal.NONE);
    return Bytes.wrap(bytes.toByteArray());
  }

  private Item item(Difference difference) {
    if (difference instanceof Difference.PropertyDiffers property) {
      List<Marker> types = types(property);
      return new Item(
          "property",
          property.path().text(),
          Optional.of(property.name()),
          property.before().map(v -> side(before, v.property().span(), line(before, v, types))),
          property.after().map(v -> side(after, v.property().span(), line(after, v, types))));
    }
    if (difference instanceof Difference.NodeAdded node) {
      return node(
          node.path(), Optional.empty(), Optional.of(side(after, node.node(), node.path())));
    }
    if (difference instanceof Difference.NodeRemoved node) {
      return node(
          node.path(), Optional.of(side(before, node.node(), node.path())), Optional.empty());
    }
    if (difference instanceof Difference.NodeMoved node) {
      return new Item(
          "node",
          node.after().text(),
          Optional.of(node.label()),
          Optional.of(side(before, node.was().named(), node.before().text())),
          Optional.of(side(after, node.is().named(), node.after().text())));
    }
    if (difference instanceof Difference.LabelDiffers label) {
      return new Item(
          "label",
          label.after().or(label::before).map(NodePath::text).orElse("/"),
          Optional.of(label.label()),
          label.before().map(path -> side(before, Span.NONE, path.text())),
          label.after().map(path -> side(after, Span.NONE, path.text())));
    }
    if (difference instanceof Difference.ReservationsDiffer memory) {
      return new Item(
          "memreserve",
          "/",
          Optional.empty(),
          Optional.of(side(before, Span.NONE, memory(memory.before()))),
          Optional.of(side(after, Span.NONE, memory(memory.after()))));
    }
    Difference.BootCpuDiffers cpu = (Difference.BootCpuDiffers) difference;
    return new Item(
        "bootCpu",
        "/",
        Optional.empty(),
        Optional.of(side(before, Span.NONE, Integer.toUnsignedString(cpu.before()))),
        Optional.of(side(after, Span.NONE, Integer.toUnsignedString(cpu.after()))));
  }

  private static Item node(NodePath path, Optional<There> was, Optional<There> is) {
    return new Item("node", path.text(), Optional.empty(), was, is);
  }

  private static There side(ComparedTree side, DtNode node, NodePath path) {
    return side(side, node.named(), path.text());
  }

  private static String line(ComparedTree side, Referring value, List<Marker> types) {
    return side.line(value, typesOf(value, types));
  }

  private static String memory(List<Reservation> entries) {
    return entries.stream()
        .map(e -> String.format(Locale.ROOT, "0x%x 0x%x", e.address(), e.size()))
        .collect(Collectors.joining(", "));
  }

  private static There side(ComparedTree side, Span span, String text) {
    return new There(text, side.place(span));
  }
}
