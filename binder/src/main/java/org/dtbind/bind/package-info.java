// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Gives a device to a driver and takes it away again: plan, run, verify, or roll back. Every change
 * to the system goes through {@link org.dtbind.bind.Binder}.
 *
 * <pre>{@code
 * Result<DeviceSubject> result = new Binder(kernel).bind(BindRequest.of("door"));
 * if (result instanceof Result.Done<DeviceSubject> done) {
 *   done.subject().chip().ifPresent(chip -> System.out.println(chip.device()));
 * }
 * }</pre>
 */
@NullMarked
package org.dtbind.bind;

import org.jspecify.annotations.NullMarked;
