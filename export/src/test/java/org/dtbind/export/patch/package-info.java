// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of exporting kernel patches. */
@NullMarked
package org.dtbind.export.patch;

import org.jspecify.annotations.NullMarked;
