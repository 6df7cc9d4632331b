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
 * The differences between kernels in how they read a tree.
 *
 * @param release supplies the result of {@link #recent}
 * @param pci whether the kernel translates addresses of PCI buses ({@code CONFIG_PCI})
 */
record Rules(BooleanSupplier release, boolean pci) {

  /** The last release that is known to follow the older rules. */
  static final Release OLD = new Release(6, 12);

  /** The first release that is known to follow the newer rules. */
  static final Release NEW = new Release(7, 2);

  /** The rules of the newest kernel known, with all options. */
  static final Rules NEWEST = new Rules(() -> true, true);

  /**
   * Whether the kernel follows the rules of Linux 7.2, not those of 6.1 and 6.12. In 7.2, a bus
   * without {@code #address-cells} translates no address (drivers/of/address.c, {@code
   * of_match_bus()}), a string without a terminating zero byte is ignored (drivers/of/property.c,
   * {@code of_prop_next_string()}), and only children of {@code /reserved-memory} match {@code
   * reserved_mem_matches} (drivers/of/platform.c). Call this method only where one of these cases
   * occurs: the call records that the release matters.
   */
  boolean recent() {
    return release.getAsBoolean();
  }

  /** Returns the strings of {@code compatible} that the kernel would compare. */
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

  /**
   * Follows {@code of_device_is_compatible()}, which ignores case (include/linux/of.h, {@code
   * of_compat_cmp()}).
   */
  boolean isCompatible(DtNode node, Iterable<String> wanted) {
    return isCompatible(compatible(node), wanted);
  }

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

  /** Returns the value of {@code status} if the node is not available; empty if it is available. */
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
