// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** What a devicetree means: immutable nodes and properties that know where they came from. */
@NullMarked
package org.dtbind.tree;

import org.jspecify.annotations.NullMarked;
