// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Checks of trees, with the names that they have in dtc.
 *
 * <pre>{@code
 * List<Diagnostic> problems = TreeCheck.run(built, CheckLevels.DEFAULT).diagnostics();
 * }</pre>
 */
@NullMarked
package org.dtbind.check;

import org.jspecify.annotations.NullMarked;
