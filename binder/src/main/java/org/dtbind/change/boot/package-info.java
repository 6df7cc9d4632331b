// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What comes back at boot, for devices and aggregators alike: which files in {@code /etc} are to be
 * written or removed for it. Reads, and writes nothing; a {@link org.dtbind.change.FilesChange}
 * does.
 */
@NullMarked
package org.dtbind.change.boot;

import org.jspecify.annotations.NullMarked;
