// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** What one run of the program works with: streams, messages, files and exit codes. */
@NullMarked
package org.dtbind.cli.session;

import org.jspecify.annotations.NullMarked;
