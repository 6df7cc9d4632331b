// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.uio;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.dtbind.linux.AddressRange;
import org.dtbind.linux.GenericDriver;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Determines what the device nodes of {@code uio_pdrv_genirq} give a program. An object is for one
 * tree and many devices, and reads the tree when the first device has this driver. Not thread-safe.
 */
public final class UioMappings {

  /** The size of a page on most systems. */
  public static final int PAGE = 4096;

  /** The most register ranges that the driver maps (include/linux/uio_driver.h). */
  private static final int MAX_UIO_MAPS = 5;

  /** The most ranges in the pages of a device that are looked at, to limit the time and text. */
  private static final int MOST = 16;

  private static final List<String> DMA =
      List.of("#dma-cells", "dmas", "iommus", "dma-coherent", "dma-ranges");

  private final Supplier<DeviceTree> tree;
  private final IntSupplier page;
  private Optional<Registers> registers = Optional.empty();

  /** The registers of all nodes of a tree. */
  private record Registers(
      DeviceTree tree, int page, Map<NodePath, List<AddressRange>> ranges, RegisterMap map) {}

  /**
   * Creates an object that has not read anything.
   *
   * @param tree returns a base
   * @param page returns the size of a page in bytes, a power of 2
   */
  public UioMappings(Supplier<DeviceTree> tree, IntSupplier page) {
    this.tree = tree;
    this.page = page;
  }

  /**
   * {@return what a program can reach through a device's device node beyond the device, one text
   * for each reason; none unless the driver is {@code uio_pdrv_genirq}}
   *
   * @param node path of the device's node in the tree; empty if it has none
   * @param driver the device's driver; empty if it has none
   */
  public List<String> beyond(Optional<NodePath> node, Optional<String> driver) {
    return driver.equals(Optional.of(GenericDriver.UIO.driver()))
        ? node.map(path -> of(path).reasons()).orElse(List.of())
        : List.of();
  }

  private Registers registers() {
    if (registers.isEmpty()) {
      DeviceTree whole = tree.get();
      Map<NodePath, List<AddressRange>> ranges = AddressRange.ofAll(whole);
      registers =
          Optional.of(new Registers(whole, page.getAsInt(), ranges, new RegisterMap(ranges)));
    }
    return registers.get();
  }

  /** Returns what a device node of this driver gives; nothing if the tree lacks the node. */
  UioAccess of(NodePath node) {
    Registers all = registers();
    Optional<DtNode> found = all.tree().node(node);
    if (found.isEmpty()) {
      return new UioAccess(List.of(), false, Optional.empty());
    }
    List<AddressSpan> own =
        all.ranges().getOrDefault(node, List.of()).stream()
            .limit(MAX_UIO_MAPS)
            .flatMap(range -> AddressSpan.of(range).stream())
            .toList();
    Set<NodePath> neighbors = new LinkedHashSet<>();
    int left = MOST;
    for (AddressSpan span : own) {
      for (AddressSpan more : span.pages(all.page()).without(own)) {
        left = all.map().addTo(neighbors, more, left);
      }
    }
    neighbors.remove(node);
    return new UioAccess(List.copyOf(neighbors), left == 0, dma(found.get()));
  }

  private static boolean isNetwork(DtNode node) {
    return node.value("device_type")
        .flatMap(PropertyValue::string)
        .filter("network"::equals)
        .isPresent();
  }

  private static Optional<String> dma(DtNode node) {
    boolean ethernet = node.baseName().equals("ethernet") || isNetwork(node);
    return DMA.stream()
        .filter(property -> node.property(property).isPresent())
        .map(property -> "the property " + property)
        .findFirst()
        .or(() -> ethernet ? Optional.of("that it is an Ethernet controller") : Optional.empty());
  }
}
