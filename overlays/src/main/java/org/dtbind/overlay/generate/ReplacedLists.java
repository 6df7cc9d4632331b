// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dtbind.linux.PhandleEntries;
import org.dtbind.overlay.generate.OverlaySource.Cell;
import org.dtbind.overlay.generate.OverlaySource.Cells;
import org.dtbind.overlay.generate.OverlaySource.Part;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.overlay.generate.OverlaySource.Text;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.PropertyValue;

/**
 * Combines list properties of the base with declared entries, because an overlay can only replace a
 * property, not append to it.
 */
final class ReplacedLists {

  private static final String NAMES = "gpio-line-names";

  private final BaseNodes base;
  private final ReferenceCells references;

  ReplacedLists(BaseNodes base, ReferenceCells references) {
    this.base = base;
    this.references = references;
  }

  /** Returns the properties that the overlay writes into a node of the base. */
  List<Property> of(DtNode node, List<Property> declared) {
    Optional<List<List<Cell>>> lines = entries(node, "gpios", Optional.of("#gpio-cells"));
    Optional<Property> gpios =
        declared.stream().filter(property -> property.name().equals("gpios")).findFirst();
    if (lines.isPresent() && gpios.isPresent()) {
      return withLines(node, lines.get(), declared);
    }
    return declared.stream().map(property -> whole(node, property)).toList();
  }

  private Property whole(DtNode node, Property declared) {
    String name = declared.name();
    if (name.equals(NAMES)) {
      return names(node, declared, IntStream.range(0, declared.parts().size()).boxed().toList());
    }
    boolean selects = name.equals("cs-gpios");
    if (!selects && !name.matches("pinctrl-[0-9]+")) {
      return declared;
    }
    Optional<List<List<Cell>>> former =
        entries(node, name, selects ? Optional.of("#gpio-cells") : Optional.empty());
    List<Part> parts = selects ? declared.parts() : single(declared.parts());
    return former
        .map(entries -> updated(entries, parts, positions(entries, parts, List.of(), List.of())))
        .map(updated -> new Property(name, updated))
        .orElse(declared);
  }

  /** Returns the references in pin states as one entry each. */
  private static List<Part> single(List<Part> parts) {
    return parts.stream()
        .flatMap(
            part ->
                part instanceof Cells cells
                    ? cells.cells().stream().<Part>map(cell -> new Cells(List.of(cell)))
                    : Stream.of(part))
        .toList();
  }

  /**
   * Updates the lines of the base that are declared, and appends the others, because the offsets of
   * the lines in the device must not change.
   */
  private List<Property> withLines(DtNode node, List<List<Cell>> former, List<Property> declared) {
    List<Part> lines = Property.parts(declared, "gpios");
    List<Part> names = Property.parts(declared, NAMES);
    List<String> known = node.strings(NAMES);
    List<String> formerNames = known.subList(0, Math.min(known.size(), former.size()));
    List<Integer> positions = positions(former, lines, formerNames, names);
    List<Property> properties = new ArrayList<>();
    for (Property property : declared) {
      switch (property.name()) {
        case "gpios" ->
            properties.add(new Property(property.name(), updated(former, lines, positions)));
        case NAMES -> properties.add(names(node, property, positions));
        default -> properties.add(whole(node, property));
      }
    }
    return properties;
  }

  /**
   * Returns the index in the new list for each declared entry: that of the entry of the base with
   * the same target, even if its flags differ, because the kernel assigns a line only once; or with
   * the same name; otherwise, one after the entries of the base.
   */
  private List<Integer> positions(
      List<List<Cell>> former, List<Part> declared, List<String> formerNames, List<Part> names) {
    Map<List<Cell>, Integer> indices = new HashMap<>();
    for (int i = 0; i < former.size(); i++) {
      indices.putIfAbsent(withoutFlags(former.get(i)), i);
    }
    List<Optional<Integer>> same =
        declared.stream()
            .map(part -> Optional.ofNullable(indices.get(withoutFlags(values(part)))))
            .toList();
    Set<Integer> taken = same.stream().flatMap(Optional::stream).collect(Collectors.toSet());
    List<Integer> positions = new ArrayList<>();
    int next = former.size();
    for (int i = 0; i < declared.size(); i++) {
      Optional<Integer> position = same.get(i);
      if (position.isEmpty() && i < names.size()) {
        position = named(formerNames, names.get(i)).filter(taken::add);
      }
      positions.add(position.isPresent() ? position.get() : next++);
    }
    return positions;
  }

  private static Optional<Integer> named(List<String> former, Part name) {
    return name instanceof Text text && !text.text().isEmpty()
        ? Optional.of(former.indexOf(Bytes.utf8(text.text()).latin1())).filter(i -> i >= 0)
        : Optional.empty();
  }

  private static List<Cell> withoutFlags(List<Cell> entry) {
    return entry.size() > 2 ? entry.subList(0, entry.size() - 1) : entry;
  }

  /** Replaces the entries of the base at the positions, and appends those after them. */
  private List<Part> updated(
      List<List<Cell>> former, List<Part> declared, List<Integer> positions) {
    List<Part> parts = new ArrayList<>();
    former.forEach(entry -> parts.add(new Cells(entry)));
    for (int i = 0; i < declared.size(); i++) {
      Part part = declared.get(i);
      int position = positions.get(i);
      if (position >= former.size()) {
        parts.add(part);
      } else if (!values(part).equals(former.get(position))) {
        parts.set(position, part);
      }
    }
    return parts;
  }

  /**
   * Combines the names of the base with declared names; an empty declared name keeps that of the
   * base.
   *
   * @param offsets the offset of the line of each declared name
   */
  private static Property names(DtNode node, Property declared, List<Integer> offsets) {
    List<Part> names = new ArrayList<>();
    node.value(NAMES)
        .flatMap(PropertyValue::strings)
        .ifPresent(texts -> texts.forEach(text -> names.add(written(Bytes.latin1(text)))));
    for (int i = 0; i < declared.parts().size() && i < offsets.size(); i++) {
      while (names.size() <= offsets.get(i)) {
        names.add(new Text(""));
      }
      if (declared.parts().get(i) instanceof Text text && !text.text().isEmpty()) {
        names.set(offsets.get(i), text);
      }
    }
    return new Property(declared.name(), names);
  }

  /** Returns a string of the base as bytes if it is not valid UTF-8, the encoding of source. */
  private static Part written(Bytes name) {
    String text = name.utf8();
    return Bytes.utf8(text).equals(name)
        ? new Text(text)
        : new OverlaySource.Data(Bytes.latin1(name.latin1() + "\0"));
  }

  /**
   * Returns the byte offset of an entry in a list; empty if the list lacks it.
   *
   * @param entry an entry as declared, or as in the base
   */
  OptionalInt offset(List<Part> list, Part entry) {
    List<Cell> wanted = values(entry);
    int at = 0;
    for (Part part : list) {
      List<Cell> cells = values(part);
      if (cells.equals(wanted)) {
        return OptionalInt.of(at);
      }
      at += cells.size() * Integer.BYTES;
    }
    return OptionalInt.empty();
  }

  /** Returns the cells without macros, so that cells of the base and of the declaration compare. */
  private List<Cell> values(Part part) {
    if (!(part instanceof Cells cells)) {
      return List.of();
    }
    return cells.cells().stream()
        .map(
            cell ->
                cell instanceof OverlaySource.Literal number
                    ? OverlaySource.Literal.of(number.value())
                    : references.value(cell).map(references::of).orElse(cell))
        .toList();
  }

  /**
   * Returns the entries of a list of phandles; absent if the node has no such list, or if its
   * entries cannot be delimited.
   *
   * @param width the property of a provider with the number of cells after its phandle; empty if
   *     there are none
   */
  private Optional<List<List<Cell>>> entries(DtNode node, String name, Optional<String> width) {
    Optional<List<Integer>> cells = node.value(name).flatMap(PropertyValue::cells);
    return cells
        .map(
            all ->
                PhandleEntries.of(
                    all,
                    phandle ->
                        width.isEmpty()
                            ? Optional.of(0)
                            : base.byPhandle(phandle)
                                .flatMap(base::at)
                                .flatMap(n -> n.cell(width.get()))))
        .filter(list -> list.end() == cells.get().size())
        .map(list -> list.entries().stream().map(this::cells).toList());
  }

  private List<Cell> cells(PhandleEntries.Entry entry) {
    Stream<Cell> specifier = entry.cells().stream().map(OverlaySource.Literal::of);
    return Stream.concat(Stream.of(references.of(entry.phandle())), specifier).toList();
  }
}
