// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of simulated trees. */
@NullMarked
package org.dtbind.simulate;

import org.jspecify.annotations.NullMarked;
