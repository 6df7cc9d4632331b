// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.devices;

import org.dtbind.linux.Population;
import org.dtbind.tree.NodePath;

/**
 * A node that should become a device, and the prediction for it.
 *
 * @param declared whether a declaration names the node; otherwise overlays add it
 */
public record CheckedDevice(
    NodePath node, boolean declared, Verdict verdict, Population population) {

  /** Whether a node becomes a device. */
  public enum Verdict {
    YES,
    NO,
    /** It depends on the driver of an ancestor, or on the kernel. */
    DEPENDS,
    /** The node itself is disabled, so no device is wanted. */
    OFF
  }
}
