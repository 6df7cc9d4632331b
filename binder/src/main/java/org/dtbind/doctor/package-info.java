// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** What a kernel, a system and a user can do for dtbind, and what is missing. */
@NullMarked
package org.dtbind.doctor;

import org.jspecify.annotations.NullMarked;
