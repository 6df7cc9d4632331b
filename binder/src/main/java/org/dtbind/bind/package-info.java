// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Binds devices to drivers and releases them: plans a change, carries it out and verifies it, or
 * rolls it back. Every change to the system goes through {@link org.dtbind.bind.Binder}.
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
