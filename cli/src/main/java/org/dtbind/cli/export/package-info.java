// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Commands that make files for others. */
@NullMarked
package org.dtbind.cli.export;

import org.jspecify.annotations.NullMarked;
