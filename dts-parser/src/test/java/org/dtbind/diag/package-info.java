// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of the text of diagnostics. */
@NullMarked
package org.dtbind.diag;

import org.jspecify.annotations.NullMarked;
