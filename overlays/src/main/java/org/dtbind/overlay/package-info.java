// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Overlays: trees that are merged into another tree (dtc's Documentation/dt-object-internal.txt,
 * the kernel's Documentation/devicetree/overlay-notes.rst).
 */
@NullMarked
package org.dtbind.overlay;

import org.jspecify.annotations.NullMarked;
