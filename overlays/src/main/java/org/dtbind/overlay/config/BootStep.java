// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Origin;

/**
 * An overlay with its parameters, or parameters of the base.
 *
 * @param overlay the overlay's name; empty for parameters of the base
 * @param parameters the parameters, in order
 * @param place the line of {@code config.txt}
 */
record BootStep(Optional<String> overlay, List<GivenParameter> parameters, Origin place) {

  BootStep {
    parameters = List.copyOf(parameters);
  }
}
