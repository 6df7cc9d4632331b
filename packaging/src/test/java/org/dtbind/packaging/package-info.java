// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of what is made for releases, and of the reference page of the commands. */
@NullMarked
package org.dtbind.packaging;

import org.jspecify.annotations.NullMarked;
