// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.List;
import java.util.Optional;
import org.dtbind.tree.DeviceTree;

/** Maps the chip of a board to the platform name in the overlay map. */
final class Platform {

  private static final List<String> FIRST =
      List.of("bcm2708", "bcm2709", "bcm2710", "bcm2835", "bcm2836", "bcm2837");

  private static final List<String> LATER = List.of("bcm2711", "bcm2712");

  private Platform() {}

  /** Returns the {@code compatible} of the root; empty if it is missing or malformed. */
  static List<String> compatible(DeviceTree base) {
    return base.root().value("compatible").flatMap(value -> value.strings()).orElse(List.of());
  }

  /** {@return the platform of a base; empty if the board is not a Raspberry Pi} */
  static Optional<String> of(DeviceTree base) {
    for (String name : compatible(base)) {
      String chip = name.substring(name.indexOf(',') + 1);
      if (FIRST.contains(chip)) {
        return Optional.of("bcm2835");
      }
      if (LATER.contains(chip)) {
        return Optional.of(chip);
      }
    }
    return Optional.empty();
  }
}
