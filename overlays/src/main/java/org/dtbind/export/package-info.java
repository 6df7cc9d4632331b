// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Files for others, made of a declaration: what a target system, a build or a kernel takes. Files
 * are values here ({@link org.dtbind.export.Artefact}); each kind has a package of its own below
 * this one, which prints them from a model.
 */
@NullMarked
package org.dtbind.export;

import org.jspecify.annotations.NullMarked;
