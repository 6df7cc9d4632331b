// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Programs that replace dtc, fdtoverlay and dt-validate, with the same options, files and exit
 * codes.
 */
@NullMarked
package org.dtbind.dtc;

import org.jspecify.annotations.NullMarked;
