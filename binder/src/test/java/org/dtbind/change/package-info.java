// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of changes, and of what is left of them. */
@NullMarked
package org.dtbind.change;

import org.jspecify.annotations.NullMarked;
