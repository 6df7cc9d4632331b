// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of trees for kernels without hardware. */
@NullMarked
package org.dtbind.simulate;

import org.jspecify.annotations.NullMarked;
