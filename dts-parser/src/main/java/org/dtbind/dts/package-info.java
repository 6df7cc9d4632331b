// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Devicetree source: text in, what it wrote out. */
@NullMarked
package org.dtbind.dts;

import org.jspecify.annotations.NullMarked;
