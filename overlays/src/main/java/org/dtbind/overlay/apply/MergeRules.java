// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

/** By whose rules overlays are merged. */
public enum MergeRules {
  /** libfdt's {@code fdt_overlay_apply()}: U-Boot, GRUB, {@code fdtoverlay}. */
  LIBFDT,
  /** The Raspberry Pi's firmware and {@code dtmerge}: raspberrypi/utils, dtmerge/dtoverlay.c. */
  FIRMWARE
}
