// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.decode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.validate.schema.PropertyTypes;
import org.dtbind.validate.value.Value;

/**
 * Splits properties of the type phandle-array into rows. Each row contains a phandle and the number
 * of cells that a {@code #...-cells} property of its node specifies.
 *
 * @param unresolved the places of phandles that are filled in later, as {@code
 *     PATH:PROPERTY:OFFSET}
 */
record PhandleArrays(Map<Long, Value.Node> phandles, Set<String> unresolved, PropertyTypes types) {

  /**
   * The number of cells after a phandle.
   *
   * @param property the {@code #...-cells} property of the phandle's node that specifies it; empty
   *     if the number is fixed
   */
  private record Cells(Optional<String> property, int fixed) {

    static final Cells NONE = fixed(0);

    static Cells of(String property) {
      return new Cells(Optional.of(property), 0);
    }

    static Cells fixed(int count) {
      return new Cells(Optional.empty(), count);
    }

    int after(Value.Node node) {
      return property.map(name -> Rows.cells(node, name)).orElse(fixed);
    }
  }

  /** The numbers of cells that cannot be derived from the name of the property. */
  private static final Map<String, Cells> CELLS =
      Map.ofEntries(
          Map.entry("assigned-clocks", Cells.of("#clock-cells")),
          Map.entry("assigned-clock-parents", Cells.of("#clock-cells")),
          Map.entry("cooling-device", Cells.of("#cooling-cells")),
          Map.entry("interrupts-extended", Cells.of("#interrupt-cells")),
          Map.entry("interconnects", Cells.of("#interconnect-cells")),
          Map.entry("mboxes", Cells.of("#mbox-cells")),
          Map.entry("sound-dai", Cells.of("#sound-dai-cells")),
          Map.entry("msi-parent", Cells.of("#msi-cells")),
          Map.entry("msi-ranges", Cells.of("#interrupt-cells")),
          Map.entry("dma-masters", Cells.of("#dma-cells")),
          Map.entry("gpio-ranges", Cells.fixed(3)),
          Map.entry("memory-region", Cells.NONE));

  void split(Value.Node node, String path) {
    for (Map.Entry<String, Value> member : node.members().entrySet()) {
      String name = member.getKey();
      if (member.getValue() instanceof Value.Node child) {
        split(child, path + "/" + name);
      } else if (types.of(name).contains("phandle-array") && isOneRow(name, member.getValue())) {
        property(member, path + ":" + name);
      }
    }
  }

  private boolean isOneRow(String name, Value value) {
    boolean fixed =
        !name.equals("dma-masters") && types.size(name).map(s -> s.isFixed()).orElse(false);
    return !fixed
        && value instanceof Value.Array array
        && array.items().size() == 1
        && !Rows.first(value).isEmpty();
  }

  private void property(Map.Entry<String, Value> member, String place) {
    String name = member.getKey();
    List<Value> cells = Rows.first(member.getValue());
    Cells count = CELLS.get(name);
    if (count == null) {
      if (!name.endsWith("s") || name.contains("gpio")) {
        return;
      }
      count = Cells.of("#" + name.substring(0, name.length() - 1) + "-cells");
      if (length(cells, 0, count, place) == 0) {
        return;
      }
    }
    long phandle = Rows.number(cells, 0);
    if (name.equals("dma-masters") && phandle >= 1 && phandle <= 4 && !has(phandle, count)) {
      member.setValue(cells.get(0));
      return;
    }
    Cells wanted = count;
    Rows.split(member, i -> length(cells, i, wanted, place, name));
  }

  private boolean has(long phandle, Cells count) {
    Value.Node node = phandles.get(phandle);
    return node != null && count.property.filter(node.members()::containsKey).isPresent();
  }

  private int length(List<Value> cells, int at, Cells count, String place, String name) {
    int length = length(cells, at, count, place);
    if (length == 0) {
      return 0;
    }
    if (name.equals("msi-ranges")) {
      return length + 1;
    }
    // A row contains two references: the source and the destination.
    return name.equals("interconnects") && at + length < cells.size()
        ? length + length(cells, at + length, count, place)
        : length;
  }

  /** Returns the number of cells of a reference, including the phandle; 0 if it is unknown. */
  private int length(List<Value> cells, int at, Cells count, String place) {
    long phandle = Rows.number(cells, at);
    if (phandle == 0 || count.equals(Cells.NONE)) {
      return 1;
    }
    if (phandle == Rows.UNRESOLVED) {
      if (!unresolved.contains(place + ":" + at * 4)) {
        return 0;
      }
      int length = 1;
      while (at + length < cells.size() && !unresolved.contains(place + ":" + (at + length) * 4)) {
        length++;
      }
      return length;
    }
    Value.Node node = phandles.get(phandle);
    return node == null ? 0 : count.after(node) + 1;
  }
}
