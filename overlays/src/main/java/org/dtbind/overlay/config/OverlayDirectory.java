// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.overlay.Overlay;

/**
 * The directory from which the firmware reads overlays.
 *
 * @param prefix the text before the file names, for messages
 * @param read the requested overlays that exist, by name
 */
public record OverlayDirectory(
    String prefix, Map<String, Diagnosed<Overlay>> read, List<String> names) {

  public OverlayDirectory {
    read = Map.copyOf(read);
    names = List.copyOf(names);
  }

  /** Returns a requested overlay; empty if it does not exist. */
  Optional<Diagnosed<Overlay>> of(String name) {
    return Optional.ofNullable(read.get(name));
  }
}
