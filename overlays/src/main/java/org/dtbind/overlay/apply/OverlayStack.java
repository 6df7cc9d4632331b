// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.Overlay;
import org.dtbind.tree.DeviceTree;

/**
 * Merges overlays into a base: all of them, or none. libfdt's rules are those of U-Boot, GRUB and
 * {@code fdtoverlay}; the Raspberry Pi's firmware has its own. The order of nodes and properties is
 * theirs too.
 */
public final class OverlayStack {

  private OverlayStack() {}

  /**
   * {@return the base with all overlays merged; present only if there are no errors. What is wrong
   * with any of them is said, overlay by overlay; what follows only from another one that failed is
   * not}
   *
   * @param overlays in the order in which they are applied; later ones may refer to what earlier
   *     ones brought
   */
  public static Diagnosed<MergedTree> apply(DeviceTree base, List<Overlay> overlays) {
    return apply(base, overlays, MergePlan.LIBFDT);
  }

  /**
   * {@return the base with all overlays merged by somebody's rules, as {@link #apply(DeviceTree,
   * List)} does by libfdt's}
   *
   * @param overlays in the order in which they are applied
   * @param plan whose rules, and the values of parameters
   */
  public static Diagnosed<MergedTree> apply(
      DeviceTree base, List<Overlay> overlays, MergePlan plan) {
    if (plan.rules() == MergeRules.FIRMWARE) {
      return new FirmwareStack(base, plan).apply(overlays);
    }
    MergedBase merged = new MergedBase(base);
    List<Diagnostic> problems = new ArrayList<>();
    NearLabels near = new NearLabels();
    Optional<Set<String>> lost = Optional.empty();
    for (Overlay overlay : overlays) {
      Application application = new Application(merged, overlay);
      application.run(lost, near);
      problems.addAll(application.problems());
      if (Diagnostic.anyError(application.problems())) {
        Set<String> labels = new HashSet<>(application.labels());
        labels.addAll(lost.orElse(Set.of()));
        lost = Optional.of(labels);
      }
    }
    return lost.isPresent() ? Diagnosed.failed(problems) : Diagnosed.of(merged.freeze(), problems);
  }
}
