// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

/** The classes that implement checks. */
enum CheckFamily {
  /** {@link NameChecks}. */
  NAMES,
  /** {@link TypeChecks}, for a single string. */
  STRING,
  /** {@link TypeChecks}, for a list of strings. */
  STRINGS,
  /** {@link TypeChecks}, for a single cell. */
  CELL,
  /** The tree builder, which reports these problems when it cannot resolve references. */
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
