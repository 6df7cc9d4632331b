// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Origin;

/**
 * What the firmware does to the tree at once.
 *
 * @param overlay its name; empty for parameters of the base
 * @param parameters in order
 * @param place where it is asked for
 */
record BootStep(Optional<String> overlay, List<GivenParameter> parameters, Origin place) {

  BootStep {
    parameters = List.copyOf(parameters);
  }
}
