// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of the comparison of two states of a project. */
@NullMarked
package org.dtbind.overlay.review;

import org.jspecify.annotations.NullMarked;
