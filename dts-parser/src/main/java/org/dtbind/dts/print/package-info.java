// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Trees as devicetree source. */
@NullMarked
package org.dtbind.dts.print;

import org.jspecify.annotations.NullMarked;
