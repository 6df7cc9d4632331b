// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of predicting the devices that Linux creates from a tree. */
@NullMarked
package org.dtbind.linux;

import org.jspecify.annotations.NullMarked;
