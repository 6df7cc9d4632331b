// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Reads files from archives in memory. */
@NullMarked
package org.dtbind.validate.archive;

import org.jspecify.annotations.NullMarked;
