// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** An overlay where boot loaders look for one, and what their configuration must say of it. */
@NullMarked
package org.dtbind.export.boot;

import org.jspecify.annotations.NullMarked;
