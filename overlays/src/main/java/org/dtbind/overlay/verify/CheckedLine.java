// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.List;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.overlay.claims.LineClaims;

/**
 * A line that a node asks for because of overlays.
 *
 * @param known whether it is known how many lines the controller has
 * @param lines how many; 0 if it is not known
 * @param source what says so; empty if nothing does
 */
public record CheckedLine(LineUse use, boolean known, int lines, String source) {

  /** {@return the offset, or the cells that choose the line where it has none} */
  public String offset() {
    List<Integer> cells = LineClaims.Line.of(use).cells();
    return String.join(" ", cells.stream().map(Integer::toUnsignedString).toList());
  }

  /** {@return as text, whether the controller has that line} */
  public String text() {
    return known ? "one of %d lines".formatted(lines) : "it is not known whether this line exists";
  }
}
