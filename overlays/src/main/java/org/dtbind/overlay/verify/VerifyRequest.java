// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dtbind.diag.Diagnosed;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;

/**
 * What is to be checked.
 *
 * @param names the base's table of names, to which overlays add
 * @param overlays in the order in which they are applied
 * @param maxSize bytes that the merged blob may have
 * @param boot who merges the overlays, where that is known
 * @param settings values of parameters, as a {@link MergePlan} has them
 */
public record VerifyRequest(
    DeviceTree base,
    Bytes names,
    List<Overlay> overlays,
    Optional<Specification> specification,
    TargetKernel kernel,
    OptionalLong maxSize,
    Optional<BootChain> boot,
    Map<Integer, List<ParameterSetting>> settings) {

  public VerifyRequest {
    overlays = List.copyOf(overlays);
    settings = Map.copyOf(settings);
  }

  /** The base with some of the overlays, merged as at boot. */
  Diagnosed<MergedTree> merged(List<Overlay> some) {
    return OverlayStack.apply(base, some, new MergePlan(BootChain.rules(boot), settings));
  }
}
