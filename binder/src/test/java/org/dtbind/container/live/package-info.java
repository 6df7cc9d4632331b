// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of the files by which containers get devices. */
@NullMarked
package org.dtbind.container.live;

import org.jspecify.annotations.NullMarked;
