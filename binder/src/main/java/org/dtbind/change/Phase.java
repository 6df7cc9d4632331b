// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;

/** The phases of a change, in the order in which they are carried out. */
public enum Phase {
  /**
   * The record of the coming change is written, so that it exists even if the process is killed.
   */
  REMEMBER,
  /** Aggregators are deleted, which frees their lines. */
  DELETE,
  /** Files are written, so that a rule exists when udev is notified of a device. */
  FILES,
  /** A module with a driver is loaded. */
  LOAD,
  /** A device is reserved for its next driver. */
  HOLD,
  /** A device is released from its former driver. */
  RELEASE,
  /** A device is bound to its next driver. */
  ATTACH,
  /** Deferred probes are awaited, after all other writes to devices. */
  WAIT,
  /** Each result is read back and verified. */
  VERIFY,
  /** The IOMMU group is checked: a user must be able to own it. */
  OWN,
  /** Device nodes get their owners, who can use them from then on. */
  GIVE,
  /** Aggregators are created, possibly from lines of a chip that was created in the same change. */
  MAKE;

  /**
   * All phases in order, grouped into stages. Within a stage, each group of changes goes through
   * all phases before the next group begins. A stage begins when all groups have completed the
   * stage before.
   */
  static final List<List<Phase>> STAGES =
      List.of(
          List.of(REMEMBER),
          List.of(DELETE),
          List.of(FILES),
          List.of(LOAD, HOLD, RELEASE, ATTACH),
          List.of(WAIT),
          List.of(VERIFY),
          List.of(OWN),
          List.of(GIVE),
          List.of(MAKE));
}
