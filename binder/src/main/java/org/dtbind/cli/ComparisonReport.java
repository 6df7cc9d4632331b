// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.overlay.compare.Comparison;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.overlay.compare.Difference.Referring;
import org.dtbind.overlay.compare.References;
import org.dtbind.overlay.generate.OverlayPrinter;
import org.dtbind.overlay.generate.OverlaySource;
import org.dtbind.overlay.generate.WrittenValue;
import org.dtbind.report.Format;
import org.dtbind.report.Report;
import org.dtbind.report.Table;
import org.dtbind.report.Value;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.Shown;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reservation;

/**
 * Two trees compared: for people in the manner of {@code diff -u}, with the place of each line
 * behind it; for scripts {@code dtbind.overlay-diff/1}.
 */
final class ComparisonReport {

  private static final String SCHEMA = "dtbind.overlay-diff/1";

  /** One of the trees. */
  private static final class Side {
    final String name;
    final DeviceTree tree;
    final References references;
    final Map<NodePath, String> labels = new HashMap<>();

    Side(String name, DeviceTree tree) {
      this.name = name;
      this.tree = tree;
      this.references = new References(tree);
      tree.symbols().forEach((label, path) -> labels.putIfAbsent(path, label));
    }

    Optional<String> label(NodePath path) {
      return Optional.ofNullable(labels.get(path));
    }

    /** A node as people name it. */
    String node(NodePath path) {
      return Shown.escaped(path + label(path).map(label -> " (&" + label + ")").orElse(""));
    }

    Optional<String> place(Span span) {
      return Optional.of(tree.origins().of(span))
          .filter(origin -> !(origin instanceof Origin.Unknown))
          .map(DiagnosticText::place);
    }

    /** A property as source has it, with references by label, else by path. */
    String line(Referring value, List<Marker> types) {
      SortedMap<Integer, OverlaySource.Cell> cells = new TreeMap<>();
      value
          .references()
          .forEach(
              (offset, target) -> cells.put(offset, new OverlaySource.PhandleOf(name(target))));
      PropertyValue typed = new PropertyValue(value.property().value().bytes(), types);
      return OverlayPrinter.shown(
          new OverlaySource.Property(value.property().name(), WrittenValue.of(typed, cells)));
    }

    private String name(String target) {
      return target.startsWith("&")
          ? target.substring(1)
          : label(new NodePath(target)).orElse("{" + target + "}");
    }
  }

  private final Side before;
  private final Side after;
  private final Comparison comparison;
  private final StringBuilder out = new StringBuilder();
  private Optional<NodePath> shown = Optional.empty();

  /**
   * Begins.
   *
   * @param base the name of the one tree, for people
   * @param was the one tree
   * @param changed the name of the other
   * @param is the other
   * @param comparison of both
   */
  ComparisonReport(
      String base, DeviceTree was, String changed, DeviceTree is, Comparison comparison) {
    this.before = new Side(base, was);
    this.after = new Side(changed, is);
    this.comparison = comparison;
  }

  /** {@return it for people, each line ended} */
  String text() {
    if (comparison.isSame()) {
      out.append(
          "no differences: %d nodes and %d properties are the same\n"
              .formatted(comparison.nodes(), comparison.properties()));
    } else {
      out.append("--- ").append(Shown.escaped(before.name));
      out.append("\n+++ ").append(Shown.escaped(after.name)).append('\n');
    }
    comparison.differences().forEach(this::line);
    for (Difference.PropertyDiffers same : comparison.supposed()) {
      out.append(
          " %s: %s %s in one and %s in the other: taken for the same, as both are phandles of the same nodes\n"
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

  private void reservation(char sign, Side side, Reservation entry) {
    String text = "/memreserve/ 0x%x 0x%x;".formatted(entry.address(), entry.size());
    out.append(sign).append(placed(text, side.place(entry.span()))).append('\n');
  }

  private static String placed(String text, Optional<String> place) {
    return text + place.map(where -> "  // " + where).orElse("");
  }

  /** The types that a source gives, for both: a blob has none. */
  private static List<Marker> types(Difference.PropertyDiffers property) {
    List<Marker> was = markers(property.before());
    return was.isEmpty() ? markers(property.after()) : was;
  }

  private static List<Marker> typesOf(Referring value, List<Marker> types) {
    List<Marker> own = markers(Optional.of(value));
    int length = value.property().value().bytes().length();
    return own.isEmpty() && types.stream().allMatch(type -> fits(type, length)) ? types : own;
  }

  /** Cells stay cells whatever their number; what else there is may have another length. */
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

  private void line(String sign, Side side, Referring value, List<Marker> types) {
    String place = placed(side.line(value, types), side.place(value.property().span()));
    out.append(sign).append(place).append('\n');
  }

  private void node(char sign, Side side, NodePath path, Span named) {
    out.append(sign).append(placed(side.node(path), side.place(named))).append('\n');
  }

  private void node(char sign, Side side, NodePath path, DtNode node) {
    node(sign, side, path, node.named());
    for (DtProperty property : node.properties()) {
      if (!References.isNumber(property.name())) {
        Referring value = new Referring(property, side.references.in(path, node, property));
        line(sign + "\t", side, value, markers(Optional.of(value)));
      }
    }
    node.children().forEach(child -> node(sign, side, path.child(child.name()), child));
  }

  /**
   * {@return it for scripts, in UTF-8}
   *
   * @param format the form
   * @throws IOException never
   */
  Bytes document(Format format) throws IOException {
    List<Value> differences = new ArrayList<>();
    comparison.differences().forEach(each -> differences.add(value(each)));
    List<Value> supposed = new ArrayList<>();
    comparison.supposed().forEach(each -> supposed.add(value(each)));
    Value.Fields content =
        Value.fields(
            Value.member("same", Value.of(comparison.isSame())),
            Value.member("nodes", Value.of((long) comparison.nodes())),
            Value.member("properties", Value.of((long) comparison.properties())),
            Value.member("differences", new Value.Items(differences)),
            Value.member("takenForTheSame", new Value.Items(supposed)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Report(SCHEMA, content, new Table(List.of(), List.of())).write(format, bytes);
    return Bytes.wrap(bytes.toByteArray());
  }

  private Value value(Difference difference) {
    if (difference instanceof Difference.PropertyDiffers property) {
      List<Marker> types = types(property);
      return item(
          "property",
          property.path().text(),
          Optional.of(property.name()),
          property.before().map(v -> side(before, v.property().span(), line(before, v, types))),
          property.after().map(v -> side(after, v.property().span(), line(after, v, types))));
    }
    if (difference instanceof Difference.NodeAdded node) {
      Value there = side(after, node.node().named(), node.path().text());
      return item(
          "node", node.path().text(), Optional.empty(), Optional.empty(), Optional.of(there));
    }
    if (difference instanceof Difference.NodeRemoved node) {
      Value there = side(before, node.node().named(), node.path().text());
      return item(
          "node", node.path().text(), Optional.empty(), Optional.of(there), Optional.empty());
    }
    if (difference instanceof Difference.NodeMoved node) {
      return item(
          "node",
          node.after().text(),
          Optional.of(node.label()),
          Optional.of(side(before, node.was().named(), node.before().text())),
          Optional.of(side(after, node.is().named(), node.after().text())));
    }
    if (difference instanceof Difference.LabelDiffers label) {
      return item(
          "label",
          label.after().or(label::before).map(NodePath::text).orElse("/"),
          Optional.of(label.label()),
          label.before().map(path -> side(before, Span.NONE, path.text())),
          label.after().map(path -> side(after, Span.NONE, path.text())));
    }
    if (difference instanceof Difference.ReservationsDiffer memory) {
      return item(
          "memreserve",
          "/",
          Optional.empty(),
          Optional.of(side(before, Span.NONE, memory(memory.before()))),
          Optional.of(side(after, Span.NONE, memory(memory.after()))));
    }
    Difference.BootCpuDiffers cpu = (Difference.BootCpuDiffers) difference;
    return item(
        "bootCpu",
        "/",
        Optional.empty(),
        Optional.of(side(before, Span.NONE, Integer.toUnsignedString(cpu.before()))),
        Optional.of(side(after, Span.NONE, Integer.toUnsignedString(cpu.after()))));
  }

  private static String line(Side side, Referring value, List<Marker> types) {
    return side.line(value, typesOf(value, types));
  }

  private static String memory(List<Reservation> entries) {
    return entries.stream()
        .map(e -> String.format(Locale.ROOT, "0x%x 0x%x", e.address(), e.size()))
        .collect(Collectors.joining(", "));
  }

  private static Value side(Side side, Span span, String text) {
    return Value.fields(
        Value.member("text", Value.of(text)), Value.member("place", Value.of(side.place(span))));
  }

  private static Value item(
      String kind, String path, Optional<String> name, Optional<Value> was, Optional<Value> is) {
    return Value.fields(
        Value.member("kind", Value.of(kind)),
        Value.member("path", Value.of(path)),
        Value.member("name", Value.of(name)),
        Value.member("before", was.orElseGet(Value.Absent::new)),
        Value.member("after", is.orElseGet(Value.Absent::new)));
  }
}
