// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Exports a layer for the Yocto Project: a class that runs dtbind in a build, dtbind as a recipe,
 * and a recipe for the declaration. The files are templates in the jar; inserted values are checked
 * to have no special meaning in BitBake.
 */
@NullMarked
package org.dtbind.export.yocto;

import org.jspecify.annotations.NullMarked;
