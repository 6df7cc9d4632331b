// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** How commands declare their options and parameters. */
@NullMarked
package org.dtbind.cli.argument;

import org.jspecify.annotations.NullMarked;
