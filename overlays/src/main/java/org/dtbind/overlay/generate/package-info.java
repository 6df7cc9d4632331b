// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Generates overlays from declarations or from two trees (the kernel's
 * Documentation/devicetree/overlay-notes.rst).
 */
@NullMarked
package org.dtbind.overlay.generate;

import org.jspecify.annotations.NullMarked;
