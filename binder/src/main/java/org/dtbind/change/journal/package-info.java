// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The journal of changes: text that is written step by step, and that is checked when it is read,
 * because it is not trusted.
 */
@NullMarked
package org.dtbind.change.journal;

import org.jspecify.annotations.NullMarked;
