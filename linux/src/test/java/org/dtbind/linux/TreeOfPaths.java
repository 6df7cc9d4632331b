// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origins;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;

/** Builds a tree from paths and properties. */
public final class TreeOfPaths {

  private final String name;
  private final Map<String, Bytes> properties = new LinkedHashMap<>();
  private final Map<String, TreeOfPaths> children = new LinkedHashMap<>();

  private TreeOfPaths(String name) {
    this.name = name;
  }

  public static TreeOfPaths tree() {
    return new TreeOfPaths("");
  }

  public TreeOfPaths strings(String path, String property, String... values) {
    StringBuilder text = new StringBuilder();
    for (String value : values) {
      text.append(value).append('\0');
    }
    at(path).properties.put(property, Bytes.latin1(text.toString()));
    return this;
  }

  public TreeOfPaths cells(String path, String property, int... cells) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * cells.length);
    for (int cell : cells) {
      buffer.putInt(cell);
    }
    at(path).properties.put(property, Bytes.wrap(buffer.array()));
    return this;
  }

  private TreeOfPaths at(String path) {
    TreeOfPaths node = this;
    for (String step : path.split("/", -1)) {
      if (!step.isEmpty()) {
        node = node.children.computeIfAbsent(step, TreeOfPaths::new);
      }
    }
    return node;
  }

  public DeviceTree build() {
    return new DeviceTree(node(), List.of(), 0, false, Origins.unknown("test"));
  }

  private DtNode node() {
    List<DtProperty> values = new ArrayList<>();
    properties.forEach((key, bytes) -> values.add(DtProperty.made(key, PropertyValue.of(bytes))));
    List<DtNode> nodes = children.values().stream().map(TreeOfPaths::node).toList();
    return new DtNode(name, List.of(), values, nodes, List.of());
  }
}
