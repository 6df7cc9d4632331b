// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Makes what packages contain in addition to the program's own files: manual pages, completions,
 * and jars for one purpose. {@code ./release} runs it.
 */
@NullMarked
package org.dtbind.packaging;

import org.jspecify.annotations.NullMarked;
