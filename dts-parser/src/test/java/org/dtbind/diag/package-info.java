// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** How problems are shown. */
@NullMarked
package org.dtbind.diag;

import org.jspecify.annotations.NullMarked;
