// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Programs that replace dtc and its companions, with the same options, output and exit codes. */
@NullMarked
package org.dtbind.dtc;

import org.jspecify.annotations.NullMarked;
