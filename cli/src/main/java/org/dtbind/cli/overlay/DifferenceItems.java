// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.cli.overlay.DifferenceItem.Part;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.overlay.compare.Difference.Referring;
import org.dtbind.source.Shown;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.Reservation;

/** Shows the differences of two trees to users: as source, with places and labels. */
public record DifferenceItems(ComparedTree before, ComparedTree after) {

  public DifferenceItems(DeviceTree before, DeviceTree after) {
    this(ComparedTree.of("", before), ComparedTree.of("", after));
  }

  /** {@return a difference of the trees} */
  public DifferenceItem item(Difference difference) {
    if (difference instanceof Difference.PropertyDiffers property) {
      return item(property);
    }
    if (difference instanceof Difference.NodeAdded added) {
      Optional<Part> item = Optional.of(node(after, added.path(), added.node()));
      return new DifferenceItem(
          "node", added.path().text(), Optional.empty(), Optional.empty(), item);
    }
    if (difference instanceof Difference.NodeRemoved removed) {
      Optional<Part> item = Optional.of(node(before, removed.path(), removed.node()));
      return new DifferenceItem(
          "node", removed.path().text(), Optional.empty(), item, Optional.empty());
    }
    if (difference instanceof Difference.NodeMoved moved) {
      return new DifferenceItem(
          "node",
          moved.after().text(),
          Optional.of(moved.label()),
          Optional.of(moved(before, moved.before(), moved.nodeBefore())),
          Optional.of(moved(after, moved.after(), moved.nodeAfter())));
    }
    if (difference instanceof Difference.LabelDiffers label) {
      return new DifferenceItem(
          "label",
          label.after().or(label::before).map(NodePath::text).orElse("/"),
          Optional.of(label.label()),
          label.before().map(path -> label(label.label(), path)),
          label.after().map(path -> label(label.label(), path)));
    }
    if (difference instanceof Difference.ReservationsDiffer memory) {
      return new DifferenceItem(
          "memreserve",
          Optional.of(reservations(before, memory.before())),
          Optional.of(reservations(after, memory.after())));
    }
    Difference.BootCpuDiffers cpu = (Difference.BootCpuDiffers) difference;
    return new DifferenceItem(
        "bootCpu", Optional.of(bootCpu(cpu.before())), Optional.of(bootCpu(cpu.after())));
  }

  private DifferenceItem item(Difference.PropertyDiffers property) {
    List<Marker> types = types(property);
    Optional<Part> former = property.before().map(value -> property(before, value, types, false));
    Optional<Part> later = property.after().map(value -> property(after, value, types, false));
    // Both values are in the same notation.
    boolean hexadecimal =
        former.isPresent()
            && later.isPresent()
            && isHexadecimal(former.get()) != isHexadecimal(later.get());
    return new DifferenceItem(
        "property",
        property.path().text(),
        Optional.of(property.name()),
        hexadecimal ? property.before().map(value -> property(before, value, types, true)) : former,
        hexadecimal ? property.after().map(value -> property(after, value, types, true)) : later);
  }

  private static boolean isHexadecimal(Part value) {
    return value.text().contains("<0x") || value.text().contains(" 0x");
  }

  private static Part property(
      ComparedTree side, Referring value, List<Marker> types, boolean hexadecimal) {
    String text = side.line(value, typesOf(value, types), hexadecimal);
    return new Part(text, side.place(value.property().span()), "\t" + text);
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

  private static Part node(ComparedTree side, NodePath path, DtNode node) {
    List<String> lines = new ArrayList<>();
    add(lines, side, path, node);
    return new Part(path.text(), side.place(node.named()), lines);
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

  private static Part moved(ComparedTree side, NodePath path, DtNode node) {
    return new Part(path.text(), side.place(node.named()), side.node(path));
  }

  private static Part label(String label, NodePath path) {
    String line = "label %s: %s".formatted(Shown.escaped(label), Shown.escaped(path.text()));
    return new Part(path.text(), Optional.empty(), line);
  }

  private static Part reservations(ComparedTree side, List<Reservation> entries) {
    List<String> texts = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Reservation entry : entries) {
      String text = String.format(Locale.ROOT, "0x%x 0x%x", entry.address(), entry.size());
      texts.add(text);
      lines.add(Part.placed("/memreserve/ " + text + ";", side.place(entry.span())));
    }
    return new Part(String.join(", ", texts), Optional.empty(), lines);
  }

  private static Part bootCpu(int number) {
    String text = Integer.toUnsignedString(number);
    return new Part(text, Optional.empty(), "boot_cpuid_phys " + text);
  }
}
