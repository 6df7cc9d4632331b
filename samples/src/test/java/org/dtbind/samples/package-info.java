// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests that follow the READMEs of the samples. */
@NullMarked
package org.dtbind.samples;

import org.jspecify.annotations.NullMarked;
