// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of the checks. */
@NullMarked
package org.dtbind.check;

import org.jspecify.annotations.NullMarked;
