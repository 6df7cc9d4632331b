// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The command {@code dtbind validate}, which validates trees against binding documents. */
@NullMarked
package org.dtbind.cli.validate;

import org.jspecify.annotations.NullMarked;
