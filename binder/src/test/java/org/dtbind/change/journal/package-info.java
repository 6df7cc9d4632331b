// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of what records and journals contain. */
@NullMarked
package org.dtbind.change.journal;

import org.jspecify.annotations.NullMarked;
