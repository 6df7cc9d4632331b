// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The parsed statements of a source before they are merged, with their places. */
@NullMarked
package org.dtbind.dts.syntax;

import org.jspecify.annotations.NullMarked;
