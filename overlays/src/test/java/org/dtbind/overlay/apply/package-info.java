// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of merging overlays. */
@NullMarked
package org.dtbind.overlay.apply;

import org.jspecify.annotations.NullMarked;
