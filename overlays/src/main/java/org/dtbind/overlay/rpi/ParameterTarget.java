// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.List;

/** One thing that a parameter changes. */
public sealed interface ParameterTarget {

  /**
   * A property.
   *
   * @param phandle the phandle of the node that has the property
   * @param offset the byte offset of the phandle in the override
   * @param property the property's name; {@code name} with the type string renames the node
   * @param type the conversion of the value to bytes
   * @param place the byte offset in the property; 0 except for integers
   * @param value the source of the value
   */
  record Property(
      int phandle, int offset, String property, TargetType type, int place, TargetValue value)
      implements ParameterTarget {}

  /**
   * Fragments that are turned on or off.
   *
   * @param switches the fragments, in order
   */
  record Fragments(List<Switch> switches) implements ParameterTarget {

    public Fragments {
      switches = List.copyOf(switches);
    }
  }

  /**
   * A fragment that is turned on or off.
   *
   * @param when the condition under which the fragment is on
   */
  record Switch(When when, long fragment) {}

  /** The condition under which a fragment is on. */
  enum When {
    /** Written as {@code +}. */
    ALWAYS,
    /** Written as {@code -}. */
    NEVER,
    /** If the parameter's value is true; written as {@code =}. */
    TRUE,
    /** If the parameter's value is false; written as {@code !}. */
    FALSE
  }
}
