// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests. */
@NullMarked
package org.dtbind.cli.review;

import org.jspecify.annotations.NullMarked;
