// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The style of sources: finds what differs from it, and changes it without changing what the source
 * means.
 *
 * <pre>{@code
 * Diagnosed<ChangedFile> changed = Formatter.format(file, Rule.LAYOUT, lines -> true);
 * }</pre>
 */
@NullMarked
package org.dtbind.format;

import org.jspecify.annotations.NullMarked;
