// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.decode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.validate.schema.PropertyTypes;
import org.dtbind.validate.value.Value;

/** Decodes a tree into values for validation. Each instance decodes one tree. */
public final class TreeDecoder {

  private final PropertyDecoder properties;
  private final Map<Long, Value.Node> phandles = new HashMap<>();
  private final Set<String> unresolved = new HashSet<>();

  private TreeDecoder(PropertyTypes types) {
    this.properties = new PropertyDecoder(types);
  }

  /**
   * {@return the root node, including all other nodes}
   *
   * @param tree a tree with phandles, as in a blob
   */
  public static Value.Node decode(DeviceTree tree, PropertyTypes types) {
    TreeDecoder decoder = new TreeDecoder(types);
    Value.Node root = decoder.node(tree.root(), "/");
    Rows rows = new Rows(decoder.phandles, types);
    rows.gpios(root);
    rows.interrupts(root, 1);
    rows.addresses(root, 2, 1);
    rows.iommuMaps(root);
    new PhandleArrays(decoder.phandles, decoder.unresolved, types).split(root, "");
    return root;
  }

  private Value.Node node(DtNode node, String name) {
    Map<String, Value> members = new LinkedHashMap<>();
    Value.Node decoded = new Value.Node(members);
    for (DtProperty property : node.properties()) {
      Bytes bytes = property.value().bytes();
      members.put(property.name(), properties.decode(name, property.name(), bytes));
    }
    if (members.get("phandle") instanceof Value.Cell phandle) {
      phandles.put(phandle.value(), decoded);
    }
    for (DtNode child : node.children()) {
      if (child.name().equals("__fixups__")) {
        child.properties().forEach(p -> p.value().strings().ifPresent(unresolved::addAll));
      } else if (child.name().equals("__local_fixups__")) {
        local(child, "");
      } else if (!child.name().startsWith("__")) {
        members.put(child.name(), node(child, child.name()));
      }
    }
    return decoded;
  }

  private void local(DtNode node, String path) {
    for (DtProperty property : node.properties()) {
      Bytes bytes = property.value().bytes();
      for (int i = 0; i + 4 <= bytes.length(); i += 4) {
        unresolved.add(path + ":" + property.name() + ":" + bytes.number(i, 4));
      }
    }
    node.children().forEach(child -> local(child, path + "/" + child.name()));
  }
}
