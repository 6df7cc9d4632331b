// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.List;
import org.dtbind.tree.DtProperty;

/**
 * A parameter of an overlay or a base.
 *
 * @param targets the things that it changes, in order; may be empty
 * @param property the property of {@code __overrides__} that defines it
 */
public record Parameter(String name, List<ParameterTarget> targets, DtProperty property) {

  public Parameter {
    targets = List.copyOf(targets);
  }
}
