// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads a directory in the format of {@code /proc/device-tree}.
 *
 * <pre>{@code
 * Diagnosed<DeviceTree> read = DeviceTreeDirectory.read(Path.of("copied/device-tree"));
 * }</pre>
 */
@NullMarked
package org.dtbind.tree.fs;

import org.jspecify.annotations.NullMarked;
