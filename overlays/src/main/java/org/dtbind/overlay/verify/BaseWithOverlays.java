// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.config.ConfigCauses;
import org.dtbind.overlay.config.ConfiguredTree;
import org.dtbind.tree.DeviceTree;

/**
 * A base and the overlays on it.
 *
 * @param overlays the overlays, in the order in which they are applied
 * @param boot the program that merges the overlays, if known
 * @param plan the rules for merging, and the values of parameters
 * @param causes the lines of config.txt that caused changes
 */
public record BaseWithOverlays(
    DeviceTree base,
    List<Overlay> overlays,
    Optional<BootChain> boot,
    MergePlan plan,
    ConfigCauses causes) {

  public BaseWithOverlays {
    overlays = List.copyOf(overlays);
  }

  public static BaseWithOverlays of(
      DeviceTree base, List<Overlay> overlays, Optional<BootChain> boot) {
    MergePlan plan = new MergePlan(BootChain.rules(boot), Map.of());
    return new BaseWithOverlays(base, overlays, boot, plan, ConfigCauses.NONE);
  }

  /** {@return a base and the overlays that config.txt specifies} */
  public static BaseWithOverlays of(DeviceTree base, ConfiguredTree configured) {
    return new BaseWithOverlays(
        base,
        configured.overlays(),
        Optional.of(BootChain.RPI),
        configured.plan(),
        configured.causes());
  }

  public Diagnosed<MergedTree> merged() {
    Diagnosed<MergedTree> merged = OverlayStack.apply(base, overlays, plan);
    return merged.diagnostics().stream().noneMatch(BaseWithOverlays::isUnresolved)
        ? merged
        : new Diagnosed<>(merged.value(), merged.diagnostics().stream().map(this::order).toList());
  }

  private static boolean isUnresolved(Diagnostic problem) {
    return problem.code() == OverlayCode.UNRESOLVED_LABEL;
  }

  private static boolean refers(Overlay overlay, String label) {
    return overlay.fixups().stream().anyMatch(fixup -> fixup.label().equals(label));
  }

  /** An overlay that comes later may have the label. */
  private Diagnostic order(Diagnostic problem) {
    Optional<Overlay> later =
        problem
            .argument("label")
            .filter(label -> isUnresolved(problem))
            .flatMap(
                label ->
                    overlays.stream()
                        .dropWhile(overlay -> !refers(overlay, label))
                        .filter(overlay -> overlay.tree().symbols().containsKey(label))
                        .findFirst());
    return later.isPresent()
        ? problem.help(
            "%s has this label: apply it before this overlay".formatted(later.get().name()))
        : problem;
  }

  /** Merges the overlays into the base one after the other, if they can be merged. */
  void forEach(Consumer<OverlayStack.Step> step) {
    OverlayStack.forEach(base, overlays, plan, step);
  }
}
