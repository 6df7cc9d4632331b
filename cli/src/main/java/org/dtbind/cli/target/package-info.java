// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Commands that change a system or report such changes. */
@NullMarked
package org.dtbind.cli.target;

import org.jspecify.annotations.NullMarked;
