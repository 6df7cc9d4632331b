// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.Optional;
import org.dtbind.bind.Outcome.Cause;
import org.dtbind.change.Problem;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Watch;

/** Why a change stops at a device before its end. */
record Stop(Cause cause, Problem problem) {

  /** Where somebody has stopped it. */
  static Optional<Stop> stopped(Watch watch, LinuxDevice before) {
    return watch.stopped().getAsBoolean()
        ? Optional.of(
            new Stop(
                Cause.STOPPED,
                Problem.of("stopped while %s was being changed".formatted(before.text()))))
        : Optional.empty();
  }

  static Optional<Stop> wrong(String text) {
    return Optional.of(new Stop(Cause.WRONG_RESULT, Problem.of(text)));
  }
}
