// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the declaration {@code bindings.yaml} into records that keep the position of each value.
 */
@NullMarked
package org.dtbind.spec;

import org.jspecify.annotations.NullMarked;
