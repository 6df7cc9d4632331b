// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Creates, finds and deletes aggregators: GPIO chips of the kernel's driver gpio-aggregator, made
 * of lines of other chips.
 *
 * <pre>{@code
 * Result<AggregatorSubject> result =
 *     new Aggregators(kernel).create(CreateRequest.of("relays", List.of("relay-1", "gpio2:3-4")));
 * result
 *     .about()
 *     .flatMap(AggregatorSubject::live)
 *     .flatMap(LiveAggregator::chip)
 *     .ifPresent(chip -> System.out.println(chip.device()));
 * }</pre>
 */
@NullMarked
package org.dtbind.aggregator;

import org.jspecify.annotations.NullMarked;
