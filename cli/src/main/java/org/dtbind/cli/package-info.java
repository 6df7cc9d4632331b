// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The commands people type. Thin: reads arguments, calls the packages that do the work, prints what
 * they hand back. The only package that uses the standard streams, the environment and exit codes.
 */
@NullMarked
package org.dtbind.cli;

import org.jspecify.annotations.NullMarked;
