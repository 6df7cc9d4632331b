// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of how all findings about a board are put together. */
@NullMarked
package org.dtbind.overlay.verify.findings;

import org.jspecify.annotations.NullMarked;
