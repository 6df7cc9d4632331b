// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Rules about what two nodes, or two overlays, cannot both have. */
@NullMarked
package org.dtbind.overlay.verify.conflicts;

import org.jspecify.annotations.NullMarked;
