// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Exports of a declaration: files for a target system, a build or a kernel. A file is a value here
 * ({@link org.dtbind.export.Artefact}). Each kind of export has a subpackage, which creates a model
 * and prints its files.
 */
@NullMarked
package org.dtbind.export;

import org.jspecify.annotations.NullMarked;
