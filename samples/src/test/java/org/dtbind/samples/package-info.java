// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests that do with the samples what their READMEs say. */
@NullMarked
package org.dtbind.samples;

import org.jspecify.annotations.NullMarked;
