// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.doctor;

/**
 * One examined item.
 *
 * @param what was examined
 * @param state its state
 * @param found what was found
 * @param why it matters
 * @param help what to do; empty if nothing is needed
 */
public record Finding(String what, State state, String found, String why, String help) {

  /** The state of an item. */
  public enum State {
    /** It is present. */
    OK,
    /** It is missing. */
    MISSING,
    /** Its state cannot be determined. */
    UNKNOWN
  }

  /**
   * {@return a finding: the item is present}
   *
   * @param what was examined
   * @param found what was found
   * @param why it matters
   */
  static Finding ok(String what, String found, String why) {
    return new Finding(what, State.OK, found, why, "");
  }

  /**
   * {@return a finding: the item is missing}
   *
   * @param what was examined
   * @param found what was found
   * @param why it matters
   * @param help what to do
   */
  static Finding missing(String what, String found, String why, String help) {
    return new Finding(what, State.MISSING, found, why, help);
  }

  /**
   * {@return a finding: the state cannot be determined}
   *
   * @param what was examined
   * @param found what was found
   * @param why it matters
   * @param help how to find out
   */
  static Finding unknown(String what, String found, String why, String help) {
    return new Finding(what, State.UNKNOWN, found, why, help);
  }
}
