// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The command {@code dtbind review}. */
@NullMarked
package org.dtbind.cli.review;

import org.jspecify.annotations.NullMarked;
