// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of generating overlays. */
@NullMarked
package org.dtbind.overlay.generate;

import org.jspecify.annotations.NullMarked;
