// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The C preprocessor for devicetree sources: produces the output of {@code cpp -nostdinc -undef
 * -D__DTS__ -x assembler-with-cpp}, and records the places of all text through macros and includes.
 */
@NullMarked
package org.dtbind.dts.preprocess;

import org.jspecify.annotations.NullMarked;
