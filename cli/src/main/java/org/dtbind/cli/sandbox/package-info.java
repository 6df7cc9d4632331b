// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Commands that boot a kernel in a sandbox. */
@NullMarked
package org.dtbind.cli.sandbox;

import org.jspecify.annotations.NullMarked;
