// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Parser for devicetree source. */
@NullMarked
package org.dtbind.dts;

import org.jspecify.annotations.NullMarked;
