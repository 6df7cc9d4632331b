// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The result of a change, the problem that stopped it, and the exit status. */
@NullMarked
package org.dtbind.change.result;

import org.jspecify.annotations.NullMarked;
