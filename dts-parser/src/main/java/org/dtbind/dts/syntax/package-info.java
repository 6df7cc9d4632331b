// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** What a source wrote, before anything is merged: definitions in order, with their places. */
@NullMarked
package org.dtbind.dts.syntax;

import org.jspecify.annotations.NullMarked;
