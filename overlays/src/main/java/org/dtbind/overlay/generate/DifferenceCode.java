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
  RESERVATIONS_STAY("An overlay cannot change the memory reservations of its base."),
  /** {@code boot_cpuid_phys}. */
  BOOT_CPU_STAYS("An overlay cannot change the boot processor of its base."),
  /** Other order. */
  ORDER_STAYS("An overlay cannot change the order of nodes in its base."),
  /** A number that may mean a node. */
  NUMBERS_STAY("Two blobs number nodes differently, and do not mark all references."),
  /** {@code leds} beside {@code leds@1}. */
  NODE_NOT_REACHED("A node cannot be reached because its path or name also matches another node."),
  /** Characters that source cannot have. */
  NAME_NOT_WRITTEN("The name of a node or property has characters that source cannot contain."),
  /** The same trees. */
  NOTHING_DIFFERS("The trees do not differ: the overlay is empty."),
  /** Something else than was wanted. */
  NOT_REACHED("Applying the overlay to the base does not produce the expected tree.");

  private final String meaning;

  DifferenceCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
