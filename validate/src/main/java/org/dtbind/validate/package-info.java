// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Validates trees against binding documents, as dt-schema does. */
@NullMarked
package org.dtbind.validate;

import org.jspecify.annotations.NullMarked;
