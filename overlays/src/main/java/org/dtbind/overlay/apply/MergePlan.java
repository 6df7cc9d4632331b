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
 * @param later values of parameters of the base that are set behind an overlay, by its number
 */
public record MergePlan(
    MergeRules rules,
    Map<Integer, List<ParameterSetting>> settings,
    Map<Integer, List<ParameterSetting>> later) {

  /** As libfdt does. */
  public static final MergePlan LIBFDT = new MergePlan(MergeRules.LIBFDT, Map.of());

  /** As the Raspberry Pi's firmware does, without parameters. */
  public static final MergePlan FIRMWARE = new MergePlan(MergeRules.FIRMWARE, Map.of());

  /** Copies the maps. */
  public MergePlan {
    settings = Map.copyOf(settings);
    later = Map.copyOf(later);
  }

  /** Makes one without parameters of the base behind overlays. */
  public MergePlan(MergeRules rules, Map<Integer, List<ParameterSetting>> settings) {
    this(rules, settings, Map.of());
  }

  List<ParameterSetting> settings(int overlay) {
    return settings.getOrDefault(overlay, List.of());
  }
}
