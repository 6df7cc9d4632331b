// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import org.dtbind.diag.Code;

/** What no overlay can say of the difference between two trees. */
public enum DifferenceCode implements Code {
  /** A node that only the base has. */
  NODE_STAYS("An overlay cannot delete a node of its base."),
  /** A property that only the base has. */
  PROPERTY_STAYS("An overlay cannot delete a property of its base."),
  /** A label that only the base has. */
  LABEL_STAYS("An overlay cannot delete a label of its base."),
  /** {@code /memreserve/}. */
  RESERVATIONS_STAY("An overlay cannot change what memory its base reserves."),
  /** {@code boot_cpuid_phys}. */
  BOOT_CPU_STAYS("An overlay cannot change the boot processor of its base."),
  /** Other order. */
  ORDER_STAYS("An overlay cannot put the nodes of its base in another order."),
  /** A number that may mean a node. */
  NUMBERS_STAY("Two blobs number nodes differently, and do not tell all references."),
  /** {@code leds} beside {@code leds@1}. */
  NODE_NOT_REACHED("A node's path or name is taken for that of another one."),
  /** Characters that source cannot have. */
  NAME_NOT_WRITTEN("A name of a node or property has characters that source cannot have."),
  /** The same trees. */
  NOTHING_DIFFERS("Two trees are the same: the overlay is empty."),
  /** Something else than was wanted. */
  NOT_REACHED("The overlay does not make of the base what was wanted.");

  private final String meaning;

  DifferenceCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
