// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

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

  /** {@return for people} */
  public String text() {
    return text;
  }
}
