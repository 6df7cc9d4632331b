// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.doctor;

/**
 * One thing that was looked at.
 *
 * @param what it is
 * @param state how it is
 * @param found what was seen
 * @param why it matters
 * @param help what to do; empty where nothing need be done
 */
public record Finding(String what, State state, String found, String why, String help) {

  /** How something is. */
  public enum State {
    /** It is there. */
    OK,
    /** It is not. */
    MISSING,
    /** That cannot be told. */
    UNKNOWN
  }

  /**
   * {@return one that is there}
   *
   * @param what it is
   * @param found what was seen
   * @param why it matters
   */
  static Finding ok(String what, String found, String why) {
    return new Finding(what, State.OK, found, why, "");
  }

  /**
   * {@return one that is not}
   *
   * @param what it is
   * @param found what was seen
   * @param why it matters
   * @param help what to do
   */
  static Finding missing(String what, String found, String why, String help) {
    return new Finding(what, State.MISSING, found, why, help);
  }

  /**
   * {@return one that nobody can tell}
   *
   * @param what it is
   * @param found what was seen
   * @param why it matters
   * @param help how it can be found out
   */
  static Finding unknown(String what, String found, String why, String help) {
    return new Finding(what, State.UNKNOWN, found, why, help);
  }
}
