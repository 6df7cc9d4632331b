// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** From a source to its tree: all passes in a row. */
@NullMarked
package org.dtbind.compile;

import org.jspecify.annotations.NullMarked;
