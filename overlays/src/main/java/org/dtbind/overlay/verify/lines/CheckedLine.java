// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.lines;

import java.util.List;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.overlay.claims.LineClaims;

/**
 * A line that a node requests because of overlays.
 *
 * @param known whether the number of the controller's lines is known
 * @param lines the number of the controller's lines; 0 if unknown
 * @param source the property or kernel file with that number; empty if unknown
 */
public record CheckedLine(LineUse use, boolean known, int lines, String source) {

  /** {@return the offset; if the specifier has none, the cells that select the line} */
  public String offset() {
    List<Integer> cells = LineClaims.Line.of(use).cells();
    return String.join(" ", cells.stream().map(Integer::toUnsignedString).toList());
  }

  /** {@return the number of lines, as text for users} */
  public String text() {
    return known ? "one of %d lines".formatted(lines) : "it is not known whether this line exists";
  }
}
