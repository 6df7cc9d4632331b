// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures and pages, as text: SVG and HTML, each one file that needs no other, no script and no
 * colour to be read. What is drawn is given as values; nothing here reads a tree or a system.
 */
@NullMarked
package org.dtbind.picture;

import org.jspecify.annotations.NullMarked;
