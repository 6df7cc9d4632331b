// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Subject;

/**
 * The overlay that turns one tree into another, as far as overlays can.
 *
 * @param inexpressible the nodes, properties and labels that still differ; an empty subject stands
 *     for memory reservations or the boot processor
 * @param madeUp labels in the overlay that neither tree has
 */
public record ChangeOverlay(
    OverlaySource source, Set<Optional<Subject>> inexpressible, Set<String> madeUp) {

  public ChangeOverlay {
    inexpressible = Set.copyOf(inexpressible);
    madeUp = Set.copyOf(madeUp);
  }
}
