// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** The packages of a release, installed and used on bare systems. */
@NullMarked
package org.dtbind.acceptance.packages;

import org.jspecify.annotations.NullMarked;
