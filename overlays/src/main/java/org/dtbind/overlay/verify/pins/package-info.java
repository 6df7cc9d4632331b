// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Rules about pins: which groups and states nodes use, and which lines are such pins. */
@NullMarked
package org.dtbind.overlay.verify.pins;

import org.jspecify.annotations.NullMarked;
