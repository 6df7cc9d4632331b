// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of file changes and their rollback. */
@NullMarked
package org.dtbind.change;

import org.jspecify.annotations.NullMarked;
