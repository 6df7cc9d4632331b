// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The GPIO chips and lines of a running Linux.
 *
 * <pre>{@code
 * for (LiveGpio.Place place : LiveGpio.read(kernel).named("lock")) {
 *   System.out.println(place.chip().device() + " " + place.line().offset());
 * }
 * }</pre>
 */
@NullMarked
package org.dtbind.gpio;

import org.jspecify.annotations.NullMarked;
