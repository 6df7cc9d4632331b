// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of reading directories. */
@NullMarked
package org.dtbind.tree.fs;

import org.jspecify.annotations.NullMarked;
