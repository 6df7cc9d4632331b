// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Options that several commands share. */
@NullMarked
package org.dtbind.cli.option;

import org.jspecify.annotations.NullMarked;
