// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The commands of dtbind: they parse arguments, call the packages that do the work, and print
 * results. No other package uses the standard streams, environment variables or exit codes.
 */
@NullMarked
package org.dtbind.cli;

import org.jspecify.annotations.NullMarked;
