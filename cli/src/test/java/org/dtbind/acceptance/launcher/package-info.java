// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The launcher of a checkout, as somebody types it. */
@NullMarked
package org.dtbind.acceptance.launcher;

import org.jspecify.annotations.NullMarked;
