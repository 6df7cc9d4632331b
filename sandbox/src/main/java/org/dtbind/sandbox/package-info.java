// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Boots a devicetree in a real kernel on this machine: User-mode Linux, a Linux that runs as an
 * ordinary process of an ordinary user, with the machine's own root file system, read-only.
 */
@NullMarked
package org.dtbind.sandbox;

import org.jspecify.annotations.NullMarked;
