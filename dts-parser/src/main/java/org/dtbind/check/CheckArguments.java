// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

/** The arguments of checks' messages that others read, by name. */
public final class CheckArguments {

  /**
   * The number of cells of an address in messages about the length of {@code reg} and {@code
   * ranges}.
   */
  public static final String ADDRESS_CELLS = "addressCells";

  /** The number of cells of a size in the same messages. */
  public static final String SIZE_CELLS = "sizeCells";

  /** The part of a template that contains both numbers. */
  public static final String CELLS =
      "#address-cells == {" + ADDRESS_CELLS + "}, #size-cells == {" + SIZE_CELLS + "}";

  /** The path of the other node in messages about unit addresses that two nodes have. */
  public static final String NODE = "node";

  /** The node that refers to another one, in messages about what it refers to. */
  public static final String REFERRER = "referrer";

  // SourcePlaces makes findings that say more from these.
  static final String PROVIDER = "provider";
  static final String LIST_NODE = "listNode";
  static final String LIST_PROPERTY = "listProperty";

  private CheckArguments() {}
}
