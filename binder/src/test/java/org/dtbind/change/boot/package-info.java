// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of the files that restore devices and aggregators at boot. */
@NullMarked
package org.dtbind.change.boot;

import org.jspecify.annotations.NullMarked;
