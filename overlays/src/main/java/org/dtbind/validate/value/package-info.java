// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** What schemas see of a tree: properties decoded by their types. */
@NullMarked
package org.dtbind.validate.value;

import org.jspecify.annotations.NullMarked;
