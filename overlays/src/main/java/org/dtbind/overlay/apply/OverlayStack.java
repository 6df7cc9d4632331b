// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.Overlay;
import org.dtbind.tree.DeviceTree;

/**
 * Merges overlays into a base, either all or none, by the rules of libfdt or of the Raspberry Pi's
 * firmware. The order of nodes and properties in the result also follows these implementations.
 */
public final class OverlayStack {

  private OverlayStack() {}

  /**
   * {@return the base with all overlays merged; present only if there are no errors. Problems of
   * all overlays are reported, except those that only follow from an earlier overlay that failed}
   *
   * @param overlays in the order in which they are applied; later ones may refer to labels of
   *     earlier ones
   */
  public static Diagnosed<MergedTree> apply(DeviceTree base, List<Overlay> overlays) {
    return apply(base, overlays, MergePlan.LIBFDT);
  }

  /**
   * {@return the base with all overlays merged by the rules of the plan; otherwise like {@link
   * #apply(DeviceTree, List)}}
   *
   * @param overlays in the order in which they are applied
   * @param plan the rules and the values of parameters
   */
  public static Diagnosed<MergedTree> apply(
      DeviceTree base, List<Overlay> overlays, MergePlan plan) {
    return apply(base, overlays, plan, Optional.empty());
  }

  /** One overlay of several. */
  public record Step(Overlay overlay, MergedTree before, MergedTree after) {}

  /**
   * Merges overlays one after the other.
   *
   * @param overlays overlays that the plan can merge
   * @param step receives each of them
   */
  public static void forEach(
      DeviceTree base, List<Overlay> overlays, MergePlan plan, Consumer<Step> step) {
    AtomicReference<MergedTree> before = new AtomicReference<>(new MergedTree(base, List.of()));
    apply(
        base,
        overlays,
        plan,
        Optional.of(
            (overlay, merged) -> {
              MergedTree after = merged.freeze();
              step.accept(new Step(overlay, before.getAndSet(after), after));
            }));
  }

  private static Diagnosed<MergedTree> apply(
      DeviceTree base,
      List<Overlay> overlays,
      MergePlan plan,
      Optional<BiConsumer<Overlay, MergedBase>> step) {
    if (plan.rules() == MergeRules.FIRMWARE) {
      return new FirmwareStack(base, plan).apply(overlays, step);
    }
    MergedBase merged = new MergedBase(base);
    List<Diagnostic> problems = new ArrayList<>();
    NearLabels near = new NearLabels();
    Optional<Set<String>> lost = Optional.empty();
    for (Overlay overlay : overlays) {
      Application application = new Application(merged, overlay, near);
      application.run(lost);
      problems.addAll(application.problems());
      if (Diagnostic.anyError(application.problems())) {
        Set<String> labels = new HashSet<>(application.labels());
        labels.addAll(lost.orElse(Set.of()));
        lost = Optional.of(labels);
      }
      if (step.isPresent()) {
        step.orElseThrow().accept(overlay, merged);
      }
    }
    return lost.isPresent() ? Diagnosed.failed(problems) : Diagnosed.of(merged.freeze(), problems);
  }
}
