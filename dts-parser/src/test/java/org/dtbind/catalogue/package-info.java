// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Pages of the reference that are made from the code, and the tests that keep them true. */
@NullMarked
package org.dtbind.catalogue;

import org.jspecify.annotations.NullMarked;
