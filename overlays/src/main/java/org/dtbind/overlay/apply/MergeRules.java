// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

/** The implementations whose rules for merging overlays are supported. */
public enum MergeRules {
  /** libfdt's {@code fdt_overlay_apply()}, which U-Boot and {@code fdtoverlay} use. */
  LIBFDT,
  /** The Raspberry Pi's firmware and {@code dtmerge} (raspberrypi/utils, dtmerge/dtoverlay.c). */
  FIRMWARE
}
