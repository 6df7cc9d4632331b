// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import org.dtbind.linux.Population;
import org.dtbind.tree.NodePath;

/**
 * A node that is to be a device, and what Linux makes of it.
 *
 * @param declared whether a declaration names it; else overlays bring it
 */
public record CheckedDevice(
    NodePath node, boolean declared, Verdict verdict, Population population) {

  /** Whether a node becomes a device. */
  public enum Verdict {
    /** It does. */
    YES,
    /** It does not. */
    NO,
    /** It does if the driver of a node above it makes it one, or on some kernels. */
    DEPENDS,
    /** It is disabled in its own node: nobody wants a device. */
    OFF
  }
}
