// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests that generate and check pages of the reference documentation. */
@NullMarked
package org.dtbind.catalogue;

import org.jspecify.annotations.NullMarked;
