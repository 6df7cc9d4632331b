// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of devices and modules. */
@NullMarked
package org.dtbind.device;

import org.jspecify.annotations.NullMarked;
