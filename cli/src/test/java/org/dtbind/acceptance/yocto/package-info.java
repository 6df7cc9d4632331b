// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Yocto layers that dtbind exports, and what BitBake builds from them. */
@NullMarked
package org.dtbind.acceptance.yocto;

import org.jspecify.annotations.NullMarked;
