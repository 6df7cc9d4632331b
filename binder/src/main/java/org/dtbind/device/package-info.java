// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The devices of a running Linux and their devicetree nodes, and the resolution of the names that
 * users type for them.
 *
 * <pre>{@code
 * DeviceSnapshot now = DeviceSnapshot.read(kernel.sysfs());
 * now.named("soc:door").forEach(device -> System.out.println(device.text()));
 * }</pre>
 */
@NullMarked
package org.dtbind.device;

import org.jspecify.annotations.NullMarked;
