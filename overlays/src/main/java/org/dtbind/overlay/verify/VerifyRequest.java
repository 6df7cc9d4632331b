// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.dtbind.diag.Diagnosed;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.config.ConfigCauses;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;

/**
 * The input of a verification.
 *
 * @param names the strings block of the base, to which overlays add names; may be empty
 * @param overlays the overlays, in the order in which they are applied
 * @param maxSize the largest allowed size of the merged blob in bytes
 * @param boot the program that merges the overlays, if known
 * @param plan the rules for merging, and the values of parameters
 * @param causes the lines of config.txt that caused changes
 * @param bindings the binding documents to check against, if any
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
    ConfigCauses causes,
    Optional<BindingCheck> bindings) {

  public VerifyRequest {
    overlays = List.copyOf(overlays);
  }

  /** {@return the request for a board without overlays, and for any kernel} */
  public static VerifyRequest ofBoard(DeviceTree tree) {
    return new VerifyRequest(
        tree,
        Bytes.empty(),
        List.of(),
        Optional.empty(),
        TargetKernel.ANY,
        OptionalLong.empty(),
        Optional.empty(),
        MergePlan.LIBFDT,
        ConfigCauses.NONE,
        Optional.empty());
  }

  /** Merges the overlays into the base. */
  Diagnosed<MergedTree> merged() {
    return OverlayStack.apply(base, overlays, plan);
  }

  /** Merges the overlays into the base one after the other, if they can be merged. */
  void forEach(Consumer<OverlayStack.Step> step) {
    OverlayStack.forEach(base, overlays, plan, step);
  }
}
