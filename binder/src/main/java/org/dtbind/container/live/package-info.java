// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** The declared devices of a running system, and the files that give them to containers. */
@NullMarked
package org.dtbind.container.live;

import org.jspecify.annotations.NullMarked;
