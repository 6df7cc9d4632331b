// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Plans the files in {@code /etc} that restore devices and aggregators at boot. The classes only
 * read; a {@link org.dtbind.change.FilesChange} writes the files.
 */
@NullMarked
package org.dtbind.change.boot;

import org.jspecify.annotations.NullMarked;
