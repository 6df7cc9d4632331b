// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The context of one run of the program: streams, messages, files and exit codes. */
@NullMarked
package org.dtbind.cli.session;

import org.jspecify.annotations.NullMarked;
