// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A patch for Linux, with which its GPIO aggregator binds to declared devices without an override.
 */
@NullMarked
package org.dtbind.export.patch;

import org.jspecify.annotations.NullMarked;
