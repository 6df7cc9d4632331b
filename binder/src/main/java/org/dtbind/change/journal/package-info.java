// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The journal of what is about to be done to a system: text, read without believing it, and written
 * step by step.
 */
@NullMarked
package org.dtbind.change.journal;

import org.jspecify.annotations.NullMarked;
