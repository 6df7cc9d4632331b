// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Options that several commands have, and how such commands run. */
@NullMarked
package org.dtbind.cli.option;

import org.jspecify.annotations.NullMarked;
