// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.decode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.source.Bytes;
import org.dtbind.validate.schema.PropertyType.Dimensions;
import org.dtbind.validate.schema.PropertyTypes;
import org.dtbind.validate.value.Value;

/** Decodes a property according to the types that schemas specify for its name. */
record PropertyDecoder(PropertyTypes types) {

  private static final Set<String> WORDS = Set.of("string", "string-array");
  private static final Dimensions ONE = new Dimensions(1, 1, 1, 1);

  Value decode(String node, String name, Bytes data) {
    if (data.isEmpty()) {
      return new Value.Flag();
    }
    if (!name.equals("phandle") && node.equals("aliases")) {
      return texts(data);
    }
    Set<String> possible = new LinkedHashSet<>(types.of(name));
    possible.remove("node");
    if (possible.isEmpty()) {
      return new Value.Raw(data);
    }
    if (possible.size() > 1) {
      Candidates.narrow(possible, data.length());
    }
    Optional<Dimensions> size = name.equals("iommu-map") ? Optional.empty() : types.size(name);
    if (possible.size() > 1) {
      return several(node, name, data, possible, size);
    }
    return possible.isEmpty()
        ? new Value.Raw(data)
        : decode(data, possible.iterator().next(), size);
  }

  /** Chooses by the value if more than one type remains. */
  private static Value several(
      String node, String name, Bytes data, Set<String> possible, Optional<Dimensions> size) {
    Optional<String> known = known(node, name, data);
    if (known.isPresent()) {
      return decode(data, known.get(), size);
    }
    if (possible.stream().anyMatch(WORDS::contains)) {
      Optional<Value> words = words(data);
      if (words.isPresent()) {
        return words.get();
      }
      possible.removeAll(WORDS);
      return possible.isEmpty()
          ? new Value.Raw(data)
          : decode(data, possible.iterator().next(), size);
    }
    Set<String> scalars = new LinkedHashSet<>(possible);
    scalars.removeIf(type -> type.contains("matrix") || type.equals("phandle-array"));
    if (scalars.size() == 1 && scalars.size() < possible.size()) {
      return oneOrMany(data, scalars.iterator().next(), possible, size);
    }
    // Python's choice from the set differs between processes.
    String chosen =
        possible.stream()
            .filter(type -> type.endsWith("-array"))
            .findFirst()
            .orElseGet(() -> possible.iterator().next());
    return decode(data, chosen, size);
  }

  private static Value oneOrMany(
      Bytes data, String scalar, Set<String> possible, Optional<Dimensions> size) {
    int least = size.map(s -> Math.max(1, s.leastCells()) * s.leastRows()).orElse(1);
    if (data.length() / Math.max(1, bits(scalar) / 8) >= least) {
      possible.remove(scalar);
      return decode(data, possible.iterator().next(), size);
    }
    return decode(data, scalar, Optional.of(ONE));
  }

  /** Returns the type of a property whose name schemas use with different types. */
  private static Optional<String> known(String node, String name, Bytes data) {
    return switch (name) {
      case "dma-masters", "mode-gpios" -> Optional.of("phandle-array");
      case "gpios" -> Optional.of(node.contains("hog") ? "uint32-matrix" : "phandle-array");
      case "cooling-levels" ->
          Optional.of(
              data.length() > 1 && data.get(0) == 0 && data.get(1) == 0
                  ? "uint32-array"
                  : "uint8-array");
      default -> Optional.empty();
    };
  }

  private static Value decode(Bytes data, String type, Optional<Dimensions> size) {
    if (type.startsWith("string")) {
      return texts(data);
    }
    // A flag has no value. If it has the size of a number, dt-schema decodes it as a number.
    if (type.equals("flag") && data.length() > 4) {
      return new Value.Raw(data);
    }
    int bits = bits(type);
    if (data.length() % (bits / 8) != 0) {
      if (data.length() != 4 && data.length() > 2) {
        return new Value.Raw(data);
      }
      return shaped(cells(data, data.length() * 8, false), type, size);
    }
    return shaped(cells(data, bits, type.startsWith("int")), type, size);
  }

  private static Value shaped(List<Value> cells, String type, Optional<Dimensions> size) {
    if (type.contains("matrix") || Set.of("phandle", "phandle-array", "address").contains(type)) {
      return rows(cells, size.map(s -> stride(cells.size(), s)).orElse(cells.size()));
    }
    return !type.contains("array") && cells.size() == 1 ? cells.get(0) : new Value.Array(cells);
  }

  static Value.Array rows(List<Value> cells, int stride) {
    List<Value> rows = new ArrayList<>();
    for (int i = 0; i < cells.size(); i += stride) {
      rows.add(new Value.Array(List.copyOf(cells.subList(i, Math.min(i + stride, cells.size())))));
    }
    return new Value.Array(rows);
  }

  /** Returns the number of cells in a row. */
  private static int stride(int cells, Dimensions size) {
    int mostRows = size.mostRows() == 0 ? cells : size.mostRows();
    int mostCells = size.mostCells() == 0 ? cells : size.mostCells();
    for (int rows = Math.max(1, size.leastRows()); rows <= Math.min(mostRows, cells); rows++) {
      int row = cells / rows;
      if (row * rows == cells && row >= size.leastCells() && row <= mostCells) {
        return row;
      }
    }
    if (size.leastCells() > 0 && size.leastCells() == size.mostCells()) {
      return size.leastCells();
    }
    return size.leastRows() > 0 && size.leastRows() == size.mostRows()
        ? Math.max(1, cells / size.leastRows())
        : cells;
  }

  private static int bits(String type) {
    int dash = type.indexOf('-');
    return switch (dash < 0 ? type : type.substring(0, dash)) {
      case "int8", "uint8" -> 8;
      case "int16", "uint16" -> 16;
      case "int64", "uint64" -> 64;
      default -> 32;
    };
  }

  private static List<Value> cells(Bytes data, int bits, boolean signed) {
    int width = bits / 8;
    List<Value> cells = new ArrayList<>(data.length() / width);
    for (int i = 0; i + width <= data.length(); i += width) {
      long number = data.number(i, width);
      long value = signed && bits < 64 ? number << (64 - bits) >> (64 - bits) : number;
      cells.add(new Value.Cell(value, bits, signed));
    }
    return List.copyOf(cells);
  }

  private static Value texts(Bytes data) {
    if (data.get(data.length() - 1) != 0 || !isAscii(data)) {
      return new Value.Raw(data);
    }
    List<Value> texts = new ArrayList<>();
    for (String text : data.slice(0, data.length() - 1).latin1().split("\0", -1)) {
      texts.add(new Value.Text(text));
    }
    return new Value.Array(List.copyOf(texts));
  }

  private static boolean isAscii(Bytes data) {
    for (int i = 0; i < data.length(); i++) {
      if (data.get(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Returns strings if all of them are printable and not empty. Other values have another type. */
  private static Optional<Value> words(Bytes data) {
    if (texts(data) instanceof Value.Array array) {
      boolean printable =
          array.items().stream()
              .allMatch(
                  item ->
                      item instanceof Value.Text text
                          && !text.text().isEmpty()
                          && text.text().chars().allMatch(c -> c >= 0x20 && c < 0x7f));
      return printable ? Optional.of(array) : Optional.empty();
    }
    return Optional.empty();
  }
}
