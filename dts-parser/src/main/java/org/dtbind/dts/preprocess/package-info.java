// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The C preprocessor as devicetree sources use it: what {@code cpp -nostdinc -undef -D__DTS__ -x
 * assembler-with-cpp} makes of them, with places kept through macros and includes.
 */
@NullMarked
package org.dtbind.dts.preprocess;

import org.jspecify.annotations.NullMarked;
