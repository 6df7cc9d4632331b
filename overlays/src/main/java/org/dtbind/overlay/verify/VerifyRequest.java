// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dtbind.diag.Diagnosed;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.config.AskedBy;
import org.dtbind.overlay.rpi.MistakeLevels;
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
 * @param plan how they are merged, with the values of parameters
 * @param asked which line of a file asks for what
 * @param mistakes which checks of parameters run
 * @param bindings the documents against which the overlays are checked, if any
 */
public record VerifyRequest(
    DeviceTree base,
    Bytes names,
    List<Overlay> overlays,
    Optional<Specification> specification,
    TargetKernel kernel,
    OptionalLong maxSize,
    Optional<BootChain> boot,
    MergePlan plan,
    AskedBy asked,
    MistakeLevels mistakes,
    Optional<BindingCheck> bindings) {

  public VerifyRequest {
    overlays = List.copyOf(overlays);
  }

  /** The base with some of the overlays, merged as at boot. */
  Diagnosed<MergedTree> merged(List<Overlay> some) {
    return OverlayStack.apply(base, some, plan);
  }
}
