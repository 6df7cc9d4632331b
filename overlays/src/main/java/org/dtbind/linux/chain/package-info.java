// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The chain that begins at a node of a tree: its device, its lines, and where it ends and why. */
@NullMarked
package org.dtbind.linux.chain;

import org.jspecify.annotations.NullMarked;
