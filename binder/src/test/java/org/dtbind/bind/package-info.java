// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of plans and of rejected requests. */
@NullMarked
package org.dtbind.bind;

import org.jspecify.annotations.NullMarked;
