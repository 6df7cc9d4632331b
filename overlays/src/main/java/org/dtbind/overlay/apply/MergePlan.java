// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import java.util.Map;
import org.dtbind.overlay.rpi.ParameterSetting;

/**
 * How overlays are merged into a base.
 *
 * @param rules by whose rules
 * @param settings values of parameters, in order, by the overlay that they are for, from 1; those
 *     of the base by 0. Only the firmware's rules have parameters
 */
public record MergePlan(MergeRules rules, Map<Integer, List<ParameterSetting>> settings) {

  /** As libfdt does. */
  public static final MergePlan LIBFDT = new MergePlan(MergeRules.LIBFDT, Map.of());

  /** As the Raspberry Pi's firmware does, without parameters. */
  public static final MergePlan FIRMWARE = new MergePlan(MergeRules.FIRMWARE, Map.of());

  /** Copies the map. */
  public MergePlan {
    settings = Map.copyOf(settings);
  }

  List<ParameterSetting> settings(int overlay) {
    return settings.getOrDefault(overlay, List.of());
  }
}
