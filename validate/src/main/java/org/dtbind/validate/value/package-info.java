// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The values of properties and nodes to which schemas apply. */
@NullMarked
package org.dtbind.validate.value;

import org.jspecify.annotations.NullMarked;
