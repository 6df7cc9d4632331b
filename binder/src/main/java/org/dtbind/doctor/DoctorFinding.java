// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.doctor;

/**
 * The finding on one examined item.
 *
 * @param what the name of the item
 * @param state whether the item is present
 * @param found the facts on which the state is based
 * @param why why the item matters
 * @param help what to do; empty if nothing is needed
 */
public record DoctorFinding(String what, State state, String found, String why, String help) {

  /** The state of an item. */
  public enum State {
    /** The item is present. */
    OK,
    /** The item is missing. */
    MISSING,
    /** The state of the item cannot be determined. */
    UNKNOWN
  }

  static DoctorFinding ok(String what, String found, String why) {
    return new DoctorFinding(what, State.OK, found, why, "");
  }

  static DoctorFinding missing(String what, String found, String why, String help) {
    return new DoctorFinding(what, State.MISSING, found, why, help);
  }

  static DoctorFinding unknown(String what, String found, String why, String help) {
    return new DoctorFinding(what, State.UNKNOWN, found, why, help);
  }
}
