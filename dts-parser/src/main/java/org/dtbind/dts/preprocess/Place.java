// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import org.dtbind.dts.scan.Macro;

/**
 * A range of a file in one of its readings. It is cheap to create; {@link TextBuilder#origin}
 * converts it to lines and columns if a diagnostic needs them.
 *
 * @param use index of the reading
 * @param from offset of the first byte
 * @param to offset after the last byte
 * @param position length of the preprocessed text at that time, by which diagnostics are sorted
 */
record Place(int use, int from, int to, int position) {

  /**
   * Returns the place of a macro's definition, for a note in a diagnostic; its position is 0.
   *
   * @param reading index of the reading of the file with the definition
   */
  static Place of(Macro macro, int reading) {
    return new Place(reading, macro.start(), macro.end(), 0);
  }
}
