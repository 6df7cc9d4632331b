// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.Locale;
import java.util.Optional;
import org.dtbind.overlay.apply.MergeRules;

/** The programs that merge overlays into a base, whose rules differ. */
public enum BootChain {
  /** U-Boot's {@code fdtoverlays} (boot/pxe_utils.c) and {@code fdt apply}. */
  UBOOT("U-Boot"),
  /** The Raspberry Pi's firmware (raspberrypi/utils, dtmerge/dtoverlay.c). */
  RPI("the Raspberry Pi's firmware"),
  /** A running Linux (drivers/of/overlay.c). */
  KERNEL_RUNTIME("Linux");

  private final String text;

  BootChain(String text) {
    this.text = text;
  }

  /**
   * {@return the rules for merging overlays}
   *
   * @param chain the program; empty if unknown
   */
  public static MergeRules rules(Optional<BootChain> chain) {
    return chain.filter(RPI::equals).isPresent() ? MergeRules.FIRMWARE : MergeRules.LIBFDT;
  }

  /** {@return the word for it on the command line, such as {@code kernel-runtime}} */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return the name for users} */
  public String text() {
    return text;
  }
}
