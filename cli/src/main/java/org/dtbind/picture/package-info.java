// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * SVG drawings and HTML pages. Each is one file that needs no other file, no script and no color.
 * The package draws values that callers supply; it reads no tree and no system.
 */
@NullMarked
package org.dtbind.picture;

import org.jspecify.annotations.NullMarked;
