// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Writes CDI files for the declared devices of a running system. */
@NullMarked
package org.dtbind.container.live;

import org.jspecify.annotations.NullMarked;
