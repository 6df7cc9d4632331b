// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

/** Where a check is implemented. */
enum CheckFamily {
  /** {@link NameChecks}. */
  NAMES,
  /** {@link TypeChecks}: one string. */
  STRING,
  /** {@link TypeChecks}: strings. */
  STRINGS,
  /** {@link TypeChecks}: one cell. */
  CELL,
  /** Those who build the tree, who refuse what they cannot resolve. */
  BUILDER,
  /** {@link AddressChecks}. */
  ADDRESSES,
  /** {@link BusChecks}. */
  BUSES,
  /** {@link ProviderChecks}. */
  PROVIDERS,
  /** {@link InterruptChecks}. */
  INTERRUPTS,
  /** {@link GraphChecks}. */
  GRAPH,
  /** {@link SpecialNodeChecks}. */
  SPECIAL
}
