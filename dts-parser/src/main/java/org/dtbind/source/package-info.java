// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Files, bytes, and where things were written. */
@NullMarked
package org.dtbind.source;

import org.jspecify.annotations.NullMarked;
