// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What dtbind asks of a running Linux, as ports, and the ways in which it can refuse. Every path is
 * the one on the target, {@code /sys/…}; an implementation puts its root before it.
 *
 * <pre>{@code
 * Kernel kernel = LinuxKernel.open(Path.of("/"), Trace.NONE);
 * Attempt<Bytes> model = kernel.sysfs().read("/proc/device-tree/model");
 * }</pre>
 */
@NullMarked
package org.dtbind.kernel;

import org.jspecify.annotations.NullMarked;
