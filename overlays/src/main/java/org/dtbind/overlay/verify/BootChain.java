// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.Optional;
import org.dtbind.overlay.apply.MergeRules;

/** Who merges overlays into a base: each has rules of its own. */
public enum BootChain {
  /** U-Boot's {@code fdtoverlays} (boot/pxe_utils.c) and {@code fdt apply}. */
  UBOOT("U-Boot"),
  /** The Raspberry Pi's firmware (dtmerge/dtoverlay.c of raspberrypi/utils). */
  RPI("the Raspberry Pi's firmware"),
  /** Linux itself, while it runs (drivers/of/overlay.c). */
  KERNEL_RUNTIME("Linux");

  private final String text;

  BootChain(String text) {
    this.text = text;
  }

  /**
   * {@return by whose rules overlays are merged}
   *
   * @param chain where it is known who merges them
   */
  public static MergeRules rules(Optional<BootChain> chain) {
    return chain.filter(RPI::equals).isPresent() ? MergeRules.FIRMWARE : MergeRules.LIBFDT;
  }

  /** {@return the text for users} */
  public String text() {
    return text;
  }
}
