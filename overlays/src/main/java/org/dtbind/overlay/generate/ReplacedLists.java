// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.overlay.generate.OverlaySource.Cell;
import org.dtbind.overlay.generate.OverlaySource.Cells;
import org.dtbind.overlay.generate.OverlaySource.Part;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.overlay.generate.OverlaySource.Text;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Combines list properties of the base with declared entries, because an overlay can only replace a
 * property, not append to it.
 */
final class ReplacedLists {

  private final BaseNodes base;
  private final References references;

  ReplacedLists(BaseNodes base, References references) {
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
    if (name.equals("gpio-line-names")) {
      return names(node, declared, 0);
    }
    boolean selects = name.equals("cs-gpios");
    if (!selects && !name.matches("pinctrl-[0-9]+")) {
      return declared;
    }
    Optional<List<List<Cell>>> there =
        entries(node, name, selects ? Optional.of("#gpio-cells") : Optional.empty());
    return there.map(entries -> added(entries, declared)).orElse(declared);
  }

  /** Appends declared lines to those of the base, whose offsets must not change. */
  private List<Property> withLines(DtNode node, List<List<Cell>> there, List<Property> declared) {
    List<Property> properties = new ArrayList<>();
    for (Property property : declared) {
      if (property.name().equals("gpios")) {
        properties.add(added(there, property));
      } else if (property.name().equals("gpio-line-names")) {
        List<Part> lines =
            declared.stream()
                .filter(p -> p.name().equals("gpios"))
                .findFirst()
                .orElseThrow()
                .parts();
        List<Part> names = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
          if (!there.contains(values(lines.get(i)))) {
            names.add(property.parts().get(i));
          }
        }
        properties.add(names(node, new Property(property.name(), names), there.size()));
      } else {
        properties.add(whole(node, property));
      }
    }
    return properties;
  }

  /**
   * Combines the names of the base with declared names; an empty declared name keeps that of the
   * base.
   *
   * @param from the offset of the first declared name
   */
  private static Property names(DtNode node, Property declared, int from) {
    List<Part> names = new ArrayList<>();
    node.value("gpio-line-names")
        .flatMap(PropertyValue::strings)
        .ifPresent(texts -> texts.forEach(text -> names.add(written(Bytes.latin1(text)))));
    for (int i = 0; i < declared.parts().size(); i++) {
      while (names.size() <= from + i) {
        names.add(new Text(""));
      }
      if (declared.parts().get(i) instanceof Text text && !text.text().isEmpty()) {
        names.set(from + i, text);
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

  private Property added(List<List<Cell>> there, Property declared) {
    List<Part> parts = new ArrayList<>();
    there.forEach(entry -> parts.add(new Cells(entry)));
    for (Part part : declared.parts()) {
      if (!there.contains(values(part))) {
        parts.add(part);
      }
    }
    return new Property(declared.name(), parts);
  }

  /**
   * Returns the byte offset of an entry in a list; -1 if the list lacks it.
   *
   * @param entry an entry as declared, or as in the base
   */
  int offset(List<Part> list, Part entry) {
    List<Cell> wanted = values(entry);
    int at = 0;
    for (Part part : list) {
      List<Cell> cells = values(part);
      if (cells.equals(wanted)) {
        return at;
      }
      at += cells.size() * Integer.BYTES;
    }
    return -1;
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
    List<List<Cell>> entries = new ArrayList<>();
    for (int at = 0; cells.isPresent() && at < cells.get().size(); ) {
      int phandle = cells.get().get(at);
      Optional<NodePath> target = base.byPhandle(phandle);
      Optional<Integer> count =
          phandle == 0 || width.isEmpty()
              ? Optional.of(0)
              : target
                  .flatMap(base::at)
                  .flatMap(n -> n.value(width.get()))
                  .flatMap(PropertyValue::cell);
      if (count.isEmpty() || count.get() < 0 || count.get() > cells.get().size() - at - 1) {
        return Optional.empty();
      }
      List<Cell> entry = new ArrayList<>();
      entry.add(references.of(phandle));
      for (int i = 1; i <= count.get(); i++) {
        entry.add(OverlaySource.Literal.of(cells.get().get(at + i)));
      }
      entries.add(entry);
      at += entry.size();
    }
    return cells.map(known -> entries);
  }
}
