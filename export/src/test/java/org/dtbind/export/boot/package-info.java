// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of exporting boot configurations. */
@NullMarked
package org.dtbind.export.boot;

import org.jspecify.annotations.NullMarked;
