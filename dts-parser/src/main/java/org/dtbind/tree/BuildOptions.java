// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

/**
 * Options for the content that is added to a tree in addition to its source.
 *
 * @param symbols whether labels are added to {@code /__symbols__} (dtc's {@code -@})
 * @param fixups whether references are added to {@code /__fixups__} and {@code /__local_fixups__}
 *     (dtc's {@code -L}); always done for an overlay
 * @param aliases whether labels are added to {@code /aliases} (dtc's {@code -A})
 * @param phandles the properties that contain a node's phandle
 */
public record BuildOptions(boolean symbols, boolean fixups, boolean aliases, Phandle phandles) {

  /** Adds only phandles. */
  public static final BuildOptions NONE = new BuildOptions(false, false, false, Phandle.EPAPR);

  /** Adds phandles and labels, so that overlays can be applied to the tree. */
  public static final BuildOptions SYMBOLS = new BuildOptions(true, false, false, Phandle.EPAPR);

  /** The properties that contain a node's phandle. */
  public enum Phandle {
    /** {@code linux,phandle}. */
    LEGACY,
    /** {@code phandle}. */
    EPAPR,
    /** Both. */
    BOTH
  }
}
