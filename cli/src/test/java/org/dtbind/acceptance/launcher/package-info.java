// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of the launcher in a checkout. */
@NullMarked
package org.dtbind.acceptance.launcher;

import org.jspecify.annotations.NullMarked;
