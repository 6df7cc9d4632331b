// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Named checks of a tree. The names are dtc's.
 *
 * <pre>{@code
 * List<Diagnostic> problems = TreeCheck.run(tree).diagnostics();
 * }</pre>
 */
@NullMarked
package org.dtbind.check;

import org.jspecify.annotations.NullMarked;
