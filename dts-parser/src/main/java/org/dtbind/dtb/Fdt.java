// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

/** The constants of the flattened devicetree (Devicetree Specification v0.4, sections 5.2, 5.4). */
final class Fdt {

  static final int MAGIC = 0xd00dfeed;
  static final int BEGIN_NODE = 1;
  static final int END_NODE = 2;
  static final int PROP = 3;
  static final int NOP = 4;
  static final int END = 9;

  static final int VERSION = 17;
  static final int LAST_COMPATIBLE_VERSION = 16;

  /** The first version whose nodes have names rather than full paths. */
  static final int FIRST_WITH_NAMES = 16;

  static final int HEADER_SIZE = 40;
  static final int RESERVATION_SIZE = 16;

  private Fdt() {}
}
