// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of explanations of running systems. */
@NullMarked
package org.dtbind.explain;

import org.jspecify.annotations.NullMarked;
