// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of declarations. */
@NullMarked
package org.dtbind.spec;

import org.jspecify.annotations.NullMarked;
