// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;
import org.dtbind.tree.ValueType;

/**
 * Adds types and references to the parameters of a tree from a blob, so that they print as in
 * source: {@code <&{/fan}>, "gpios:4"} instead of bytes.
 */
public final class ReadableOverrides {

  private ReadableOverrides() {}

  /** {@return the tree with typed parameters; malformed ones stay bytes} */
  public static DeviceTree of(DeviceTree tree) {
    Optional<DtNode> overrides = tree.root().child(Parameters.OVERRIDES);
    if (overrides.isEmpty()) {
      return tree;
    }
    CellNames names = new CellNames(tree);
    List<DtProperty> properties = new ArrayList<>();
    for (DtProperty property : overrides.get().properties()) {
      PropertyValue value = property.value();
      List<Marker> parts =
          value.markers().isEmpty() ? OverrideReader.parts(value.bytes()) : List.of();
      properties.add(parts.isEmpty() ? property : typed(property, parts, names));
    }
    return tree.withRoot(
        tree.root()
            .mapChildren(
                node ->
                    node.name().equals(Parameters.OVERRIDES)
                        ? node.withProperties(properties)
                        : node));
  }

  private static DtProperty typed(DtProperty property, List<Marker> parts, CellNames names) {
    Bytes bytes = property.value().bytes();
    List<Marker> markers = new ArrayList<>();
    Set<Integer> named = new HashSet<>();
    for (Marker part : parts) {
      if (part.offset() == bytes.length()) {
        continue;
      }
      boolean isTarget = part instanceof Marker.PhandleOf;
      if (!isTarget) {
        markers.add(part);
      }
      boolean isText = part instanceof Marker.Typed typed && typed.type() == ValueType.STRING;
      if (isText) {
        continue;
      }
      int cell = bytes.cell(part.offset());
      Optional<String> name =
          names
              .of(Parameters.PATH, property.name(), part.offset(), cell)
              .or(() -> isTarget ? names.node(cell).map(NodePath::text) : Optional.empty());
      if (name.isPresent() && named.add(part.offset())) {
        Reference target = new Reference(name.get().replaceFirst("^&", ""), Span.NONE);
        markers.add(new Marker.PhandleOf(part.offset(), target));
      }
    }
    return new DtProperty(
        property.name(), new PropertyValue(bytes, markers), property.labels(), property.written());
  }
}
