// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of what Linux makes of a tree. */
@NullMarked
package org.dtbind.linux;

import org.jspecify.annotations.NullMarked;
