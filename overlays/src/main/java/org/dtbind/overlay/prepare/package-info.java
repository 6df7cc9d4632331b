// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Overlays with parameters made ready for those who know nothing of parameters. */
@NullMarked
package org.dtbind.overlay.prepare;

import org.jspecify.annotations.NullMarked;
