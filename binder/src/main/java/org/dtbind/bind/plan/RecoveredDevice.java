// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.Recovered;
import org.dtbind.device.LinuxDevice;

/**
 * A device of a change that was interrupted.
 *
 * @param device the current device; empty if it does not exist
 * @param notRestored the parts of its state that are not restored, one per line
 */
public record RecoveredDevice(String text, Optional<LinuxDevice> device, List<String> notRestored)
    implements Recovered.Subject {
  /** Copies the list. */
  public RecoveredDevice {
    notRestored = List.copyOf(notRestored);
  }
}
