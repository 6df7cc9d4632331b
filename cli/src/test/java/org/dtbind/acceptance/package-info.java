// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Acceptance tests of the launcher, the packages, exported files and the documentation, used as the
 * guide describes.
 */
@NullMarked
package org.dtbind.acceptance;

import org.jspecify.annotations.NullMarked;
