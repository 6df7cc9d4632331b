// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.List;
import org.dtbind.tree.DtProperty;

/**
 * A parameter of an overlay or a base.
 *
 * @param name as it is given a value by
 * @param targets what it changes, in order; none for one that does nothing
 * @param property of {@code __overrides__} that says so
 */
public record Parameter(String name, List<Target> targets, DtProperty property) {

  /** Copies the list. */
  public Parameter {
    targets = List.copyOf(targets);
  }
}
