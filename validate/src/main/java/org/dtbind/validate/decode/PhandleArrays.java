// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.decode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dtbind.validate.schema.PropertyTypes;
import org.dtbind.validate.value.Value;

/**
 * Splits properties of the type phandle-array into rows. Each row contains a phandle and the number
 * of cells that a {@code #...-cells} property of its node specifies.
 *
 * @param phandles the nodes by phandle
 * @param unresolved the places of phandles that are filled in later, as {@code
 *     PATH:PROPERTY:OFFSET}
 * @param types the types of properties
 */
record PhandleArrays(Map<Long, Value.Node> phandles, Set<String> unresolved, PropertyTypes types) {

  /**
   * The {@code #...-cells} properties that cannot be derived from the name of the property. A
   * number is a fixed number of cells; empty text means that the row contains only the phandle.
   */
  private static final Map<String, String> CELLS =
      Map.ofEntries(
          Map.entry("assigned-clocks", "#clock-cells"),
          Map.entry("assigned-clock-parents", "#clock-cells"),
          Map.entry("cooling-device", "#cooling-cells"),
          Map.entry("interrupts-extended", "#interrupt-cells"),
          Map.entry("interconnects", "#interconnect-cells"),
          Map.entry("mboxes", "#mbox-cells"),
          Map.entry("sound-dai", "#sound-dai-cells"),
          Map.entry("msi-parent", "#msi-cells"),
          Map.entry("msi-ranges", "#interrupt-cells"),
          Map.entry("dma-masters", "#dma-cells"),
          Map.entry("gpio-ranges", "3"),
          Map.entry("memory-region", ""));

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
    String count = CELLS.get(name);
    if (count == null) {
      if (!name.endsWith("s") || name.contains("gpio")) {
        return;
      }
      count = "#" + name.substring(0, name.length() - 1) + "-cells";
      if (length(cells, 0, count, place) == 0) {
        return;
      }
    }
    long phandle = Rows.number(cells, 0);
    if (name.equals("dma-masters") && phandle >= 1 && phandle <= 4 && !has(phandle, count)) {
      member.setValue(cells.get(0));
      return;
    }
    String wanted = count;
    Rows.split(member, i -> length(cells, i, wanted, place, name));
  }

  private boolean has(long phandle, String count) {
    Value.Node node = phandles.get(phandle);
    return node != null && node.members().containsKey(count);
  }

  private int length(List<Value> cells, int at, String count, String place, String name) {
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
  private int length(List<Value> cells, int at, String count, String place) {
    long phandle = Rows.number(cells, at);
    if (phandle == 0 || count.isEmpty()) {
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
    if (node == null) {
      return 0;
    }
    return (count.equals("3") ? 3 : Rows.cells(node, count)) + 1;
  }
}
