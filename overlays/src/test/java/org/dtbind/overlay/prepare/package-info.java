// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of overlays that are prepared, but not merged. */
@NullMarked
package org.dtbind.overlay.prepare;

import org.jspecify.annotations.NullMarked;
