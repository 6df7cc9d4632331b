// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** A patch of Linux, by which its GPIO aggregator takes declared devices without being told. */
@NullMarked
package org.dtbind.export.patch;

import org.jspecify.annotations.NullMarked;
