// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.print;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dtbind.source.Shown;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reservation;
import org.dtbind.tree.ValueType;

/**
 * Prints a tree as source, with the wording and spacing of dtc and with dtc's rules to guess types
 * (treesource.c). {@link #print} differs where dtc's output would not compile to an equal blob.
 */
public final class DtsPrinter {

  private final DeviceTree tree;
  private final boolean verbatim;
  private final Annotations annotations;
  private final Map<String, DtNode> nodesByLabel = new HashMap<>();
  private final StringBuilder out = new StringBuilder(1 << 16);
  private final ValuePrinter values;
  private final int depth;
  private final boolean forPeople;

  private DtsPrinter(DeviceTree tree, boolean verbatim, Annotations annotations) {
    this(tree, verbatim, annotations, Integer.MAX_VALUE, false);
  }

  private DtsPrinter(
      DeviceTree tree, boolean verbatim, Annotations annotations, int depth, boolean forPeople) {
    this.tree = tree;
    this.verbatim = verbatim;
    this.annotations = annotations;
    this.depth = depth;
    this.forPeople = forPeople;
    this.values = new ValuePrinter(out, verbatim);
    if (!verbatim) {
      tree.forEach(
          (path, node) ->
              node.labels().stream()
                  .filter(l -> isLabel(l.name()))
                  .forEach(l -> nodesByLabel.putIfAbsent(l.name(), node)));
    }
  }

  /** {@return the source of a tree, with one character per byte and a newline at the end} */
  public static String print(DeviceTree tree) {
    return new DtsPrinter(tree, false, Annotations.NONE).print();
  }

  /**
   * {@return dtc's output for a tree, byte for byte, with one character per byte}
   *
   * @param annotations the comments about places in the source
   */
  public static String printAsDtc(DeviceTree tree, Annotations annotations) {
    return new DtsPrinter(tree, true, annotations).print();
  }

  /**
   * {@return the source of one node and its contents, for display, with one character per byte and
   * a newline at the end; control characters in names are escaped}
   *
   * @param tree the tree of the node, in which references are resolved
   * @param depth number of levels below the node to print; deeper nodes are only counted
   */
  public static String node(DeviceTree tree, DtNode node, int depth) {
    DtsPrinter printer = new DtsPrinter(tree, false, Annotations.NONE, depth, true);
    printer.node(node, 0);
    return printer.out.toString();
  }

  /**
   * {@return the values of a node's properties as in source, by name, with one character per byte;
   * empty for a property without a value}
   *
   * @param tree the tree of the node, in which references are resolved
   */
  public static Map<String, String> values(DeviceTree tree, DtNode node) {
    DtsPrinter printer = new DtsPrinter(tree, false, Annotations.NONE);
    Map<String, String> values = new LinkedHashMap<>();
    for (DtProperty property : node.properties()) {
      printer.out.setLength(0);
      printer.value(property);
      String text = printer.out.toString();
      values.put(property.name(), text.isEmpty() ? "" : text.substring(" = ".length()));
    }
    return values;
  }

  /**
   * {@return the source of one property, without its labels, from the name to the semicolon}
   *
   * @param property a property of any tree; references in it are printed as numbers
   */
  public static String property(DtProperty property) {
    StringBuilder text = new StringBuilder(property.name());
    new ValuePrinter(text, false).print(property.value(), mark -> false);
    return text.append(';').toString();
  }

  /**
   * A part of a value with one type.
   *
   * @param from index of the first byte
   * @param to index after the last byte
   */
  public record Part(int from, int to, ValueType type) {}

  /**
   * {@return the parts of a value with the types in its source, or with guessed types if the source
   * is unknown}
   */
  public static List<Part> parts(PropertyValue value) {
    List<ValueParts.Mark> marks =
        ValueParts.of(value, false).stream().filter(ValueParts.Mark::isTyped).toList();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      int from = marks.get(i).offset();
      int to = i + 1 < marks.size() ? marks.get(i + 1).offset() : value.bytes().length();
      if (from < to) {
        parts.add(new Part(from, to, marks.get(i).type()));
      }
    }
    return parts;
  }

  private String print() {
    out.append("/dts-v1/;\n");
    if (tree.plugin()) {
      out.append("/plugin/;\n");
    }
    if (!verbatim) {
      bootProcessor();
    }
    out.append('\n');
    for (Reservation reservation : tree.reservations()) {
      labels(reservation.labels());
      out.append(
          String.format(
              Locale.ROOT,
              "/memreserve/\t0x%016x 0x%016x;\n",
              reservation.address(),
              reservation.size()));
    }
    node(tree.root(), 0);
    List<Label> rootLabels = verbatim ? List.of() : labelsOf(tree.root());
    for (int i = rootLabels.size() - 1; i >= 0; i--) {
      // Source can give the root a label only through a reference. dtc inserts each label before
      // the existing ones, so print the last one first.
      out.append("\n").append(rootLabels.get(i).name()).append(": &{/} {\n};\n");
    }
    return out.toString();
  }

  private void bootProcessor() {
    if (tree.bootCpu() != tree.firstProcessor()) {
      // Source cannot specify the boot processor; dtc's option -b can.
      String id = Integer.toUnsignedString(tree.bootCpu());
      out.append("// boot_cpuid_phys is " + id + ": dtc -b " + id + "\n");
    }
  }

  private void labels(List<Label> labels) {
    labels.forEach(label -> out.append(label.name()).append(": "));
  }

  /**
   * Returns the labels to print: all of them in dtc's output, otherwise those that are valid in
   * source and belong to only this node.
   */
  @SuppressWarnings("ReferenceEquality") // another node may have the same content
  private List<Label> labelsOf(DtNode node) {
    return verbatim || node.labels().isEmpty()
        ? node.labels()
        : node.labels().stream().filter(l -> nodesByLabel.get(l.name()) == node).toList();
  }

  /** Whether a name is valid as a label: symbols of a blob can have any name. */
  private static boolean isLabel(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private void node(DtNode node, int level) {
    indent(level);
    boolean root = node.name().isEmpty();
    if (!root || verbatim) {
      labels(labelsOf(node));
    }
    out.append(root ? "/" : name(node.name()));
    if (level > depth) {
      out.append(
          " { /* %d properties, %d nodes */ };\n"
              .formatted(node.properties().size(), node.children().size()));
      return;
    }
    out.append(" {");
    out.append(annotations.first(tree.origins(), node.written())).append('\n');
    for (DtProperty property : node.properties()) {
      indent(level + 1);
      labels(property.labels());
      out.append(name(property.name()));
      value(property);
      out.append(';');
      out.append(annotations.first(tree.origins(), List.of(property.span()))).append('\n');
    }
    for (DtNode child : node.children()) {
      out.append('\n');
      node(child, level + 1);
    }
    indent(level);
    out.append("};").append(annotations.last(tree.origins(), node.written())).append('\n');
  }

  /** Prints {@code = value}; nothing for an empty value. */
  private void value(DtProperty property) {
    values.print(property.value(), mark -> resolves(mark, property));
  }

  /**
   * Whether a cell can be printed as a reference: it equals the phandle of the node. In an overlay,
   * the node may be in the base.
   */
  private boolean resolves(ValueParts.Mark mark, DtProperty property) {
    if (verbatim) {
      return true;
    }
    if (DtNode.isPhandle(property.name())) {
      // A reference would let dtc choose any unused phandle here, but this number must be kept.
      return false;
    }
    int number = property.value().bytes().cell(mark.offset());
    String target = mark.phandle().get(0).target();
    if (tree.plugin() && number == -1) {
      return isLabel(target) && !nodesByLabel.containsKey(target);
    }
    int slash = target.indexOf('/');
    Optional<DtNode> node =
        slash == 0
            ? Optional.of(tree.root())
            : Optional.ofNullable(
                nodesByLabel.get(slash < 0 ? target : target.substring(0, slash)));
    if (slash >= 0) {
      for (String name : target.substring(slash + 1).split("/", -1)) {
        node = name.isEmpty() ? node : node.flatMap(parent -> parent.child(name));
      }
    }
    return node.flatMap(DtNode::phandle).filter(phandle -> phandle == number).isPresent();
  }

  /**
   * Returns a name for the output. Names in blobs may contain control characters; they are escaped
   * in output for display.
   */
  private String name(String name) {
    return forPeople ? Shown.escaped(name) : name;
  }

  private void indent(int level) {
    out.append("\t".repeat(level));
  }
}
