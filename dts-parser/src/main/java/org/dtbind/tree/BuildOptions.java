// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

/**
 * What is added to a tree beside what its source says.
 *
 * @param symbols whether labels go into {@code /__symbols__} (dtc's {@code -@})
 * @param fixups whether references go into {@code /__fixups__} and {@code /__local_fixups__} (dtc's
 *     {@code -L}); those of an overlay do in any case
 * @param aliases whether labels go into {@code /aliases} (dtc's {@code -A})
 * @param phandles the properties that say a node's number
 */
public record BuildOptions(boolean symbols, boolean fixups, boolean aliases, Phandle phandles) {

  /** Nothing is added but phandles. */
  public static final BuildOptions NONE = new BuildOptions(false, false, false, Phandle.EPAPR);

  /** Labels are added, for overlays. */
  public static final BuildOptions SYMBOLS = new BuildOptions(true, false, false, Phandle.EPAPR);

  /** The properties that say a node's number. */
  public enum Phandle {
    /** {@code linux,phandle}. */
    LEGACY,
    /** {@code phandle}. */
    EPAPR,
    /** Both. */
    BOTH
  }
}
