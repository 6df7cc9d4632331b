// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of verifying overlays against their base. */
@NullMarked
package org.dtbind.overlay.verify;

import org.jspecify.annotations.NullMarked;
