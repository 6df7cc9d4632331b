// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of the lexer. */
@NullMarked
package org.dtbind.dts.grammar;

import org.jspecify.annotations.NullMarked;
