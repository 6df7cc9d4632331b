// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of file names and text from outside. */
@NullMarked
package org.dtbind.source;

import org.jspecify.annotations.NullMarked;
