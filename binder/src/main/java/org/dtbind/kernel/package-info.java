// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The interfaces through which dtbind uses a Linux system, and the failures of kernel operations. A
 * {@link Kernel} only reads; a {@link WritableKernel} also changes the system.
 *
 * <p>All paths are absolute in that system, such as {@code /sys/…}; an implementation prepends the
 * system's root directory.
 *
 * <pre>{@code
 * Kernel kernel = LinuxKernel.open(Path.of("/"), Trace.NONE);
 * Attempt<Bytes> model = kernel.sysfs().read("/proc/device-tree/model");
 * }</pre>
 */
@NullMarked
package org.dtbind.kernel;

import org.jspecify.annotations.NullMarked;
