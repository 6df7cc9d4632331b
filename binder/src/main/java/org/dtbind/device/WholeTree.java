// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.fs.DirectoryLimits;

/** Reads all nodes of a live tree once, up to the limits. */
final class WholeTree {

  private final LiveTree tree;
  private final DirectoryLimits limits;
  private int entries;
  private long bytes;

  WholeTree(LiveTree tree, DirectoryLimits limits) {
    this.tree = tree;
    this.limits = limits;
  }

  DtNode read() {
    return node(NodePath.ROOT, "", 0);
  }

  private DtNode node(NodePath at, String name, int depth) {
    List<DtNode> children = new ArrayList<>();
    List<DtProperty> properties = new ArrayList<>();
    for (String entry : tree.sysfs().names(tree.directory(at))) {
      if (entries == limits.entries()) {
        break;
      }
      if (tree.isNode(at, entry)) {
        if (depth < limits.depth()) {
          entries++;
          children.add(node(at.child(entry), entry, depth + 1));
        }
      } else if (!entry.equals("name")) {
        entries++;
        value(at, entry)
            .ifPresent(value -> properties.add(DtProperty.made(entry, PropertyValue.of(value))));
      }
    }
    return new DtNode(name, List.of(), properties, children, List.of());
  }

  private Optional<Bytes> value(NodePath at, String property) {
    if (bytes >= limits.totalBytes()) {
      return Optional.empty();
    }
    Optional<Bytes> value = tree.sysfs().read(tree.directory(at) + "/" + property).value();
    bytes += value.map(Bytes::length).orElse(0);
    return value;
  }
}
