// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.List;

/** One thing that a parameter changes. */
public sealed interface Target {

  /**
   * A property.
   *
   * @param phandle of the node
   * @param offset in the value of the override, in bytes, at which the phandle stands
   * @param property its name; {@code name} as a string is the node's own
   * @param type how the value becomes bytes
   * @param place in the property, in bytes; 0 for all but integers
   * @param value where the value comes from
   */
  record Property(
      int phandle, int offset, String property, TargetType type, int place, TargetValue value)
      implements Target {}

  /**
   * Fragments that are turned on and off.
   *
   * @param switches in order
   */
  record Fragments(List<Switch> switches) implements Target {

    /** Copies the list. */
    public Fragments {
      switches = List.copyOf(switches);
    }
  }

  /**
   * A fragment that is turned on or off.
   *
   * @param when it is on
   * @param fragment its number
   */
  record Switch(When when, long fragment) {}

  /** When a fragment is on. */
  enum When {
    /** Always: {@code +}. */
    ALWAYS,
    /** Never: {@code -}. */
    NEVER,
    /** If the value is true: {@code =}. */
    TRUE,
    /** If the value is false: {@code !}. */
    FALSE
  }
}
