// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import org.dtbind.tree.DtNode;

/**
 * The buses whose child nodes become devices without a driver, in each kernel
 * (drivers/of/platform.c, {@code of_default_bus_match_table}).
 */
public final class DefaultBuses {

  /** The kernel's table without {@code arm,amba-bus}, which depends on an option. */
  static final List<String> COMPATIBLES = List.of("simple-bus", "simple-mfd", "isa");

  private DefaultBuses() {}

  public static boolean contains(DtNode node) {
    return Rules.isCompatible(node.compatible(), COMPATIBLES);
  }
}
