// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Rules about values that do not fit each other, or that no driver accepts. */
@NullMarked
package org.dtbind.overlay.verify.values;

import org.jspecify.annotations.NullMarked;
