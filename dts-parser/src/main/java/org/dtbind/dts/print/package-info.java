// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Prints trees as devicetree source or YAML.
 *
 * <pre>{@code
 * String source = DtsPrinter.print(tree); // bytes as characters U+0000 to U+00FF
 * }</pre>
 */
@NullMarked
package org.dtbind.dts.print;

import org.jspecify.annotations.NullMarked;
