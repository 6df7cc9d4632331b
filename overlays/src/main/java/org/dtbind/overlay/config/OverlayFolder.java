// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.overlay.Overlay;

/**
 * The folder that the firmware takes overlays from.
 *
 * @param prefix what stands before the names of its files, as text
 * @param read those that are asked for and there, by name
 * @param names of all that are there
 */
public record OverlayFolder(
    String prefix, Map<String, Diagnosed<Overlay>> read, List<String> names) {

  /** Copies map and list. */
  public OverlayFolder {
    read = Map.copyOf(read);
    names = List.copyOf(names);
  }

  /** Returns what was read by a name; empty if there is none. */
  Optional<Diagnosed<Overlay>> of(String name) {
    return Optional.ofNullable(read.get(name));
  }
}
