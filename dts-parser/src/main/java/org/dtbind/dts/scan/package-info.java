// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Finds and reads the files of devicetree sources, and splits them into text, directives and
 * macros, once for all sources of a process that include them.
 */
@NullMarked
package org.dtbind.dts.scan;

import org.jspecify.annotations.NullMarked;
