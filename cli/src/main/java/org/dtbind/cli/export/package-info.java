// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Commands that export files for other programs. */
@NullMarked
package org.dtbind.cli.export;

import org.jspecify.annotations.NullMarked;
