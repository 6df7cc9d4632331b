// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

/**
 * The constants of the flattened devicetree format (Devicetree Specification v0.4, sections 5.2 and
 * 5.4).
 */
public final class Fdt {

  /** The first cell of a blob. */
  public static final int MAGIC = 0xd00dfeed;

  /** The token before the name of a node. */
  public static final int BEGIN_NODE = 1;

  /** The token after the contents of a node. */
  public static final int END_NODE = 2;

  /** The token before the length, name and value of a property. */
  public static final int PROP = 3;

  /** The token without meaning. */
  public static final int NOP = 4;

  /** The token after the root node. */
  public static final int END = 9;

  /** The newest version of the format. */
  public static final int VERSION = 17;

  /** The oldest version whose readers accept blobs of {@link #VERSION}. */
  public static final int LAST_COMPATIBLE_VERSION = 16;

  /** The first version whose nodes have names rather than full paths. */
  public static final int FIRST_WITH_NAMES = 16;

  /** The size of the header of {@link #VERSION} in bytes. */
  public static final int HEADER_SIZE = 40;

  /** The size of a memory reservation, an address and a size, in bytes. */
  public static final int RESERVATION_SIZE = 16;

  /** The offset of the field in the header that contains the size of the blob. */
  public static final int TOTAL_SIZE = 4;

  private Fdt() {}
}
