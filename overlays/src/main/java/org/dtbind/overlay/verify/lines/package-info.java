// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Rules about GPIO lines: their numbers, names, flags, lists and hogs. */
@NullMarked
package org.dtbind.overlay.verify.lines;

import org.jspecify.annotations.NullMarked;
