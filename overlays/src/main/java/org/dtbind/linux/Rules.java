// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.PropertyValue;

/**
 * What differs between kernels in how they read a tree.
 *
 * @param release what {@link #recent} asks
 * @param pci whether PCI buses have a translation of their own ({@code CONFIG_PCI})
 */
record Rules(BooleanSupplier release, boolean pci) {

  /** The last release that is known to follow the older rules. */
  static final Release OLD = new Release(6, 12);

  /** The first release that is known to follow the newer rules. */
  static final Release NEW = new Release(7, 2);

  /** The newest that are known, on a kernel that has everything. */
  static final Rules NEWEST = new Rules(() -> true, true);

  /**
   * Whether it is as Linux 7.2 does, else as 6.1 and 6.12: a bus without {@code #address-cells}
   * translates no address (drivers/of/address.c, {@code of_match_bus()}), a string without zero
   * byte at its end is none (drivers/of/property.c, {@code of_prop_next_string()}), and what {@code
   * reserved_mem_matches} lists must be a child of {@code /reserved-memory}
   * (drivers/of/platform.c). To be asked only where one of these is.
   */
  boolean recent() {
    return release.getAsBoolean();
  }

  /** The strings of {@code compatible}, as the kernel goes through them. */
  List<String> compatible(DtNode node) {
    Optional<Bytes> bytes = node.value("compatible").map(PropertyValue::bytes);
    return bytes.map(this::strings).orElse(List.of());
  }

  private List<String> strings(Bytes bytes) {
    List<String> strings = new ArrayList<>();
    int from = 0;
    while (from < bytes.length()) {
      int end = bytes.indexOf(0, from);
      if (end < 0) {
        if (!recent()) {
          // The kernel reads on into the next token of the blob, which begins with a zero byte.
          strings.add(bytes.slice(from, bytes.length()).latin1());
        }
        break;
      }
      strings.add(bytes.slice(from, end).latin1());
      from = end + 1;
    }
    return strings;
  }

  /** {@code of_device_is_compatible()}: in any case (include/linux/of.h, of_compat_cmp()). */
  boolean isCompatible(DtNode node, Iterable<String> wanted) {
    return isCompatible(compatible(node), wanted);
  }

  /** The same, of {@link #compatible}. */
  static boolean isCompatible(List<String> own, Iterable<String> wanted) {
    for (String one : wanted) {
      for (String compatible : own) {
        if (one.equalsIgnoreCase(compatible)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What {@code status} says where the node is not available; empty if it is. */
  Optional<String> unavailable(DtNode node) {
    Optional<Bytes> bytes = node.value("status").map(PropertyValue::bytes);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    List<String> strings = strings(bytes.get());
    String status = strings.isEmpty() ? "" : strings.get(0);
    return status.equals("okay") || status.equals("ok") ? Optional.empty() : Optional.of(status);
  }
}
