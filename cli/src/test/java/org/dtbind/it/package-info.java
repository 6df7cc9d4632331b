// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Programs that run inside a real kernel. */
@NullMarked
package org.dtbind.it;

import org.jspecify.annotations.NullMarked;
