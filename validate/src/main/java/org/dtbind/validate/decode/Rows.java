// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.dtbind.validate.schema.PropertyTypes;
import org.dtbind.validate.value.Value;

/**
 * Splits properties into rows whose length depends on {@code #...-cells} properties of the node, of
 * its parent, or of the nodes to which the property refers.
 *
 * @param phandles the nodes by phandle
 */
record Rows(Map<Long, Value.Node> phandles, PropertyTypes types) {

  static final long UNRESOLVED = 0xffffffffL;

  /**
   * Returns the cells of the first row. Before a property is split, this row contains all cells.
   */
  static List<Value> first(Value value) {
    return value instanceof Value.Array array
            && !array.items().isEmpty()
            && array.items().get(0) instanceof Value.Array row
        ? row.items()
        : List.of();
  }

  static long number(List<Value> cells, int at) {
    return at < cells.size() && cells.get(at) instanceof Value.Cell cell ? cell.value() : -1;
  }

  static int cells(Value.Node node, String name) {
    return node.members().get(name) instanceof Value.Cell cell
        ? (int) Math.max(0, Math.min(cell.value(), 1 << 16))
        : 0;
  }

  private static int next(List<Value> cells, int from) {
    for (int i = from; i < cells.size(); i++) {
      if (number(cells, i) == UNRESOLVED) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Splits a property into rows. {@code length} returns the number of cells of the row that begins
   * at a given cell; 0 ends the splitting.
   */
  static void split(Map.Entry<String, Value> property, IntUnaryOperator length) {
    List<Value> cells = first(property.getValue());
    if (cells.isEmpty()) {
      return;
    }
    List<Value> rows = new ArrayList<>();
    for (int i = 0; i < cells.size(); ) {
      int end = i + length.applyAsInt(i);
      if (end <= i) {
        break;
      }
      rows.add(new Value.Array(List.copyOf(cells.subList(i, Math.min(end, cells.size())))));
      i = end;
    }
    property.setValue(new Value.Array(rows));
  }

  void gpios(Value.Node node) {
    if (node.members().containsKey("gpio-hog")) {
      return;
    }
    for (Map.Entry<String, Value> member : node.members().entrySet()) {
      String name = member.getKey();
      if (member.getValue() instanceof Value.Node child) {
        gpios(child);
      } else if ((name.endsWith("-gpios")
              || name.endsWith("-gpio")
              || name.equals("gpio")
              || name.equals("gpios"))
          && !name.endsWith(",nr-gpios")) {
        List<Value> cells = first(member.getValue());
        split(member, i -> gpio(cells, i));
      }
    }
  }

  private int gpio(List<Value> cells, int at) {
    long phandle = number(cells, at);
    if (phandle == 0) {
      return 1;
    }
    if (phandle == UNRESOLVED) {
      int next = next(cells.subList(0, cells.size() - 1), at + 1);
      return (next < 0 ? cells.size() : next) - at;
    }
    Value.Node provider = phandles.get(phandle);
    return provider == null ? cells.size() - at : cells(provider, "#gpio-cells") + 1;
  }

  void interrupts(Value.Node node, int inherited) {
    int count = inherited;
    if (node.members().get("interrupt-parent") instanceof Value.Array parent) {
      long phandle = number(first(parent), 0);
      if (phandle == UNRESOLVED) {
        node.members().remove("interrupt-parent");
      } else if (phandles.containsKey(phandle)) {
        count = cells(phandles.get(phandle), "#interrupt-cells");
      }
    }
    for (Map.Entry<String, Value> member : node.members().entrySet()) {
      if (member.getValue() instanceof Value.Node child) {
        if (node.members().containsKey("#interrupt-cells")) {
          count = cells(node, "#interrupt-cells");
        }
        interrupts(child, count);
      } else if (member.getKey().equals("interrupts")) {
        int each = count;
        split(member, i -> each);
      } else if (member.getKey().equals("interrupt-map")) {
        List<Value> cells = first(member.getValue());
        int before = cells(node, "#address-cells") + cells(node, "#interrupt-cells");
        split(member, i -> map(cells, before));
      }
    }
  }

  /**
   * Returns the length of a row in {@code interrupt-map}. As in dt-schema, the parent in the first
   * row determines the length of all rows.
   */
  private int map(List<Value> cells, int before) {
    long phandle = number(cells, before);
    if (phandle == UNRESOLVED) {
      int next = next(cells, before + 1);
      return next < 0 ? cells.size() : next - before;
    }
    Value.Node parent = phandles.get(phandle);
    return parent == null
        ? cells.size()
        : before + 1 + cells(parent, "#address-cells") + cells(parent, "#interrupt-cells");
  }

  void addresses(Value.Node node, int addresses, int sizes) {
    int address = addresses;
    int size = sizes;
    for (Map.Entry<String, Value> member : node.members().entrySet()) {
      String name = member.getKey();
      if (member.getValue() instanceof Value.Node child) {
        address =
            node.members().containsKey("#address-cells") ? cells(node, "#address-cells") : address;
        size = node.members().containsKey("#size-cells") ? cells(node, "#size-cells") : size;
        addresses(child, address, size);
      } else if (types.of(name).contains("address")) {
        int each = address + size;
        split(member, i -> each);
      } else if (name.equals("ranges") || name.equals("dma-ranges")) {
        int each = address + cells(node, "#address-cells") + cells(node, "#size-cells");
        split(member, i -> each);
      }
    }
  }

  void iommuMaps(Value.Node node) {
    for (Map.Entry<String, Value> member : node.members().entrySet()) {
      if (member.getValue() instanceof Value.Node child) {
        iommuMaps(child);
      } else if (member.getKey().equals("iommu-map")) {
        List<Value> cells = first(member.getValue());
        int before = Math.max(1, cells(node, "#iommu-cells"));
        split(member, i -> iommu(cells, before));
      }
    }
  }

  private int iommu(List<Value> cells, int before) {
    long phandle = number(cells, before);
    if (phandle == UNRESOLVED) {
      int next = next(cells, before + 1);
      return next < 0 ? cells.size() : next - before;
    }
    Value.Node provider = phandles.get(phandle);
    return provider == null ? cells.size() : before + 1 + cells(provider, "#iommu-cells") + 1;
  }
}
