// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Commands for overlays. */
@NullMarked
package org.dtbind.cli.overlay;

import org.jspecify.annotations.NullMarked;
