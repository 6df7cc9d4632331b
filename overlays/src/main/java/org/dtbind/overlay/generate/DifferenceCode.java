// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import org.dtbind.diag.Code;

/** The codes of diagnostics about differences between trees that an overlay cannot express. */
public enum DifferenceCode implements Code {
  NODE_STAYS("The changed tree lacks a node of the base, but an overlay cannot delete nodes."),
  PROPERTY_STAYS(
      "The changed tree lacks a property of the base, but an overlay cannot delete properties."),
  LABEL_STAYS("The changed tree lacks a label of the base, but an overlay cannot delete labels."),
  /** The entries of {@code /memreserve/}. */
  RESERVATIONS_STAY(
      "The trees have different memory reservations, which an overlay cannot change."),
  /** The header field {@code boot_cpuid_phys}. */
  BOOT_CPU_STAYS("The trees have different boot processors, which an overlay cannot change."),
  ORDER_STAYS(
      "The order of nodes differs between the trees, and an overlay cannot change this order."),
  NUMBERS_STAY(
      "Numbers in a property differ, but are phandles of the same nodes in both trees, so the"
          + " overlay does not change them."),
  /** For example, {@code leds} if there is also {@code leds@1}. */
  NODE_NOT_REACHED(
      "An overlay cannot reach a node because the path or name of the node also matches another"
          + " node."),
  NAME_NOT_WRITTEN(
      "The name of a node or property contains characters that are not allowed in devicetree"
          + " source."),
  NOTHING_DIFFERS("The trees do not differ, so the overlay is empty."),
  NOT_REACHED("Applying the overlay to the base does not produce the changed tree.");

  private final String meaning;

  DifferenceCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return this == NAME_NOT_WRITTEN || this == NOT_REACHED
        ? Adjustable.NEVER
        : Adjustable.UNLESS_ERROR;
  }
}
