// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.Set;

/**
 * The overlay that turns one tree into another, as far as overlays can.
 *
 * @param inexpressible the differences that remain: {@code /node}, {@code /node:property}, or
 *     {@code /__symbols__:label}
 * @param madeUp labels in the overlay that neither tree has
 */
public record ChangeOverlay(OverlaySource source, Set<String> inexpressible, Set<String> madeUp) {

  public ChangeOverlay {
    inexpressible = Set.copyOf(inexpressible);
    madeUp = Set.copyOf(madeUp);
  }
}
