// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import java.util.Map;
import org.dtbind.overlay.rpi.ParameterSetting;

/**
 * The rules and parameters with which overlays are merged into a base.
 *
 * @param settings values of parameters, in order, by the number of the overlay, from 1; key 0 is
 *     for the base. Only the firmware's rules support parameters
 * @param later values of parameters of the base that are set after an overlay, by its number
 */
public record MergePlan(
    MergeRules rules,
    Map<Integer, List<ParameterSetting>> settings,
    Map<Integer, List<ParameterSetting>> later) {

  public static final MergePlan LIBFDT = new MergePlan(MergeRules.LIBFDT, Map.of());

  /** The firmware's rules, without parameters. */
  public static final MergePlan FIRMWARE = new MergePlan(MergeRules.FIRMWARE, Map.of());

  public MergePlan {
    settings = Map.copyOf(settings);
    later = Map.copyOf(later);
  }

  /** Creates a plan that sets no parameters of the base after overlays. */
  public MergePlan(MergeRules rules, Map<Integer, List<ParameterSetting>> settings) {
    this(rules, settings, Map.of());
  }

  List<ParameterSetting> settings(int overlay) {
    return settings.getOrDefault(overlay, List.of());
  }
}
