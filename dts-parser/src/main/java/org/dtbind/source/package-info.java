// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Files, bytes, and places in files.
 *
 * <pre>{@code
 * Origin origin = tree.origins().of(property.span());
 * System.out.println(origin.place()); // door.dts:12.3-29
 * }</pre>
 */
@NullMarked
package org.dtbind.source;

import org.jspecify.annotations.NullMarked;
