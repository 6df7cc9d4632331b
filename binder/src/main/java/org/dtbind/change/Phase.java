// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;

/** The phases of a change, in their only order. */
public enum Phase {
  /** The record of the coming change is written, so that it exists even if this program dies. */
  REMEMBER,
  /** Aggregators are deleted, which frees their lines. */
  DELETE,
  /** Files are written, so that a rule exists when udev is notified of a device. */
  FILES,
  /** A module with a driver is loaded. */
  LOAD,
  /** A device is reserved for its next driver. */
  HOLD,
  /** Its driver releases it. */
  RELEASE,
  /** The device is bound to its next driver. */
  ATTACH,
  /** Waits for suppliers of drivers, after all other writes. */
  WAIT,
  /** Each result is read back and verified. */
  VERIFY,
  /** Tests whether a user could own the group. */
  OWN,
  /** Nodes get their owners, who may use them at once. */
  GIVE,
  /** Aggregators are created, possibly from lines of a chip that was created in the same change. */
  MAKE;

  /**
   * All phases in order. In a stage, one group of changes after the other goes through its phases;
   * the next stage begins when all of them have finished.
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
