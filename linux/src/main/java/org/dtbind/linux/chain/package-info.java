// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The chain from a node of a tree to its device and lines; where the chain ends, and why. */
@NullMarked
package org.dtbind.linux.chain;

import org.jspecify.annotations.NullMarked;
