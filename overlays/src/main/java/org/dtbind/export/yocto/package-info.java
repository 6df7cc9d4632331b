// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A layer for the Yocto Project: a class that runs dtbind in a build, the tool as a recipe, a
 * recipe of what is declared. The files are templates in the jar; what is put in is checked to mean
 * nothing but itself to BitBake.
 */
@NullMarked
package org.dtbind.export.yocto;

import org.jspecify.annotations.NullMarked;
