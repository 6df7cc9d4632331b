// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.overlay.generate.OverlaySource.Cell;
import org.dtbind.overlay.generate.OverlaySource.Part;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.ValueType;

/** Converts a value in a tree to parts of source, with references in place of phandles. */
public final class WrittenValue {

  private static final int CELL = 4;

  private final PropertyValue value;
  private final SortedMap<Integer, Cell> references;
  private final boolean typed;
  private final List<Part> parts = new ArrayList<>();

  private WrittenValue(PropertyValue value, SortedMap<Integer, Cell> references) {
    this.value = value;
    this.references = references;
    this.typed = value.markers().stream().anyMatch(Marker.Typed.class::isInstance);
  }

  /**
   * {@return the parts of a value: as in source if the types are known, else a plausible guess}
   *
   * @param references the cells to write in place of phandles, by byte offset
   */
  public static List<Part> of(PropertyValue value, SortedMap<Integer, Cell> references) {
    WrittenValue written = new WrittenValue(value, references);
    for (DtsPrinter.Part part : DtsPrinter.parts(value)) {
      written.part(part);
    }
    return written.parts;
  }

  /** Returns the {@code compatible} of the root; empty if there is none. */
  static List<Part> ofRoot(DeviceTree tree) {
    return tree.root()
        .value("compatible")
        .filter(value -> value.strings().isPresent())
        .map(value -> of(value, new TreeMap<>()))
        .orElse(List.of());
  }

  private void part(DtsPrinter.Part part) {
    SortedMap<Integer, Cell> marked = references.subMap(part.from(), part.to());
    boolean aligned =
        (part.to() - part.from()) % CELL == 0
            && marked.keySet().stream().allMatch(offset -> (offset - part.from()) % CELL == 0);
    if (part.type() == ValueType.UINT32 || !marked.isEmpty() && aligned) {
      cells(part.from(), part.to(), marked);
    } else if (!marked.isEmpty()) {
      int at = part.from();
      for (int offset : marked.keySet()) {
        data(at, offset);
        cells(offset, offset + CELL, marked);
        at = offset + CELL;
      }
      data(at, part.to());
    } else if (part.type() == ValueType.STRING) {
      strings(part.from(), part.to());
    } else if (part.type() == ValueType.UINT16 || part.type() == ValueType.UINT64) {
      numbers(part);
    } else {
      data(part.from(), part.to());
    }
  }

  /** Writes cells. If the types are unknown, each reference begins a new part. */
  private void cells(int from, int to, SortedMap<Integer, Cell> marked) {
    List<Cell> cells = new ArrayList<>();
    for (int at = from; at + CELL <= to; at += CELL) {
      Optional<Cell> reference = Optional.ofNullable(marked.get(at));
      if (!typed && reference.isPresent() && !cells.isEmpty()) {
        parts.add(new OverlaySource.Cells(cells));
        cells = new ArrayList<>();
      }
      cells.add(reference.orElse(OverlaySource.Literal.of(value.bytes().cell(at))));
    }
    parts.add(new OverlaySource.Cells(cells));
  }

  private void numbers(DtsPrinter.Part part) {
    int width = part.type().width();
    List<Long> numbers =
        IntStream.range(0, (part.to() - part.from()) / width)
            .mapToObj(i -> value.bytes().number(part.from() + i * width, width))
            .toList();
    parts.add(new OverlaySource.Numbers(width * Byte.SIZE, numbers));
  }

  private void strings(int from, int to) {
    for (int at = from; at < to; ) {
      int end = value.bytes().indexOf(0, at);
      if (end < 0 || end >= to || !isText(value.bytes(), at, end)) {
        data(at, to);
        return;
      }
      parts.add(new OverlaySource.Text(value.bytes().slice(at, end).latin1()));
      at = end + 1;
    }
  }

  private static boolean isText(Bytes bytes, int from, int to) {
    return IntStream.range(from, to).allMatch(i -> bytes.get(i) >= ' ' && bytes.get(i) < 0x7f);
  }

  private void data(int from, int to) {
    if (from < to) {
      parts.add(new OverlaySource.Data(value.bytes().slice(from, to)));
    }
  }
}
