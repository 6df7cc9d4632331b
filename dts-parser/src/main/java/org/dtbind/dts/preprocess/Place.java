// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

/**
 * A stretch of a file at one of its readings; cheap, and turned into lines and columns by {@link
 * TextBuilder#origin} only where somebody asks.
 *
 * @param use index of the reading
 * @param from offset of the first byte
 * @param to offset behind the last byte
 * @param position how long the preprocessed text was there, by which problems are put in order
 */
record Place(int use, int from, int to, int position) {

  /** The place of what no file defines. */
  static final Place NOWHERE = new Place(0, 0, 0, 0);
}
