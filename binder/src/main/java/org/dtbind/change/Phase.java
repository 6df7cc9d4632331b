// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;

/** The one order in which a change is made. */
public enum Phase {
  /** What is going to be done is remembered, so that it is known even if this program dies. */
  REMEMBER,
  /** Aggregators are deleted: their lines are free then. */
  DELETE,
  /** Files are written: a rule is there when udev hears of a device. */
  FILES,
  /** A module with a driver is loaded. */
  LOAD,
  /** A device is kept from all drivers but the next. */
  HOLD,
  /** Its driver releases it. */
  RELEASE,
  /** The next driver gets it. */
  ATTACH,
  /** What the next driver waits for is waited for, once all others are written. */
  WAIT,
  /** Whether each thing is as planned is read back. */
  VERIFY,
  /** Whether somebody could own a group is tried. */
  OWN,
  /** Nodes are given to somebody, who may use them at once. */
  GIVE,
  /** Aggregators are made: their lines may be those of a chip that has come just now. */
  MAKE;

  /**
   * All phases in order. Those of one stage are gone through by one group of changes after the
   * other; the next stage begins once all of them have come to its end.
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
