// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of overlays. */
@NullMarked
package org.dtbind.overlay;

import org.jspecify.annotations.NullMarked;
