// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.dtbind.linux.AddressRange;
import org.dtbind.linux.InterruptUse;
import org.dtbind.overlay.compare.TreeReferences;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.overlay.generate.SourceName;
import org.dtbind.overlay.generate.WrittenValue;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * The part of a platform device's node that a guest can have: without references to other nodes of
 * the host, such as clocks.
 *
 * @param leftOut names of the omitted properties and child nodes
 */
record PlatformNode(
    NodePath node,
    String baseName,
    List<AddressRange> registers,
    List<InterruptUse> interrupts,
    List<Property> properties,
    List<String> leftOut) {

  /** Properties for which the guest's node has other values or no use. */
  private static final Set<String> OWN =
      Set.of(
          "reg",
          "interrupts",
          "interrupts-extended",
          "interrupt-parent",
          "status",
          "phandle",
          "linux,phandle",
          "iommus",
          "#address-cells",
          "#size-cells",
          "ranges",
          "dma-ranges");

  PlatformNode {
    registers = List.copyOf(registers);
    interrupts = List.copyOf(interrupts);
    properties = List.copyOf(properties);
    leftOut = List.copyOf(leftOut);
  }

  static PlatformNode of(DeviceTree tree, NodePath path) {
    DtNode node = tree.node(path).orElseThrow();
    TreeReferences references = new TreeReferences(tree);
    List<Property> properties = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (DtProperty property : node.properties()) {
      if (OWN.contains(property.name())) {
        continue;
      }
      if (SourceName.isName(property.name()) && references.in(path, node, property).isEmpty()) {
        properties.add(
            new Property(property.name(), WrittenValue.of(property.value(), new TreeMap<>())));
      } else {
        leftOut.add(property.name());
      }
    }
    node.children().forEach(child -> leftOut.add(child.name() + " { }"));
    return new PlatformNode(
        path,
        node.baseName(),
        AddressRange.of(tree, path),
        passed(InterruptUse.of(tree, path)),
        properties,
        leftOut);
  }

  /** VFIO passes none behind an empty entry (drivers/vfio/platform, vfio_platform_irq_init()). */
  private static List<InterruptUse> passed(List<InterruptUse> uses) {
    int count = 0;
    while (count < uses.size() && uses.get(count).index() == count) {
      count++;
    }
    return uses.subList(0, count);
  }

  GuestDevice.Platform device(String name) {
    return new GuestDevice.Platform(name, node.text(), baseName, registers, interrupts, properties);
  }
}
