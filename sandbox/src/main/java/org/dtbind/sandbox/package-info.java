// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Boots a devicetree in a real kernel on this machine: in QEMU, or in User-mode Linux, which runs
 * as an ordinary process of an unprivileged user and uses this machine's root file system,
 * read-only.
 */
@NullMarked
package org.dtbind.sandbox;

import org.jspecify.annotations.NullMarked;
