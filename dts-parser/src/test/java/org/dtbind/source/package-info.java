// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of names. */
@NullMarked
package org.dtbind.source;

import org.jspecify.annotations.NullMarked;
