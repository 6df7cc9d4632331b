// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.rpi.ParameterChange;
import org.dtbind.overlay.rpi.ParameterPass;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.overlay.rpi.Parameters;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;

/**
 * Applies several overlays to a base, one after the other, as the Raspberry Pi's firmware does. Use
 * one instance per stack, in one thread.
 */
final class FirmwareStack {

  private final MergePlan plan;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final NearLabels near = new NearLabels();
  private MergedBase base;
  private Optional<Set<String>> lost = Optional.empty();
  private boolean failed;

  FirmwareStack(DeviceTree base, MergePlan plan) {
    this.base = new MergedBase(base);
    this.plan = plan;
  }

  Diagnosed<MergedTree> apply(
      List<Overlay> overlays, Optional<BiConsumer<Overlay, MergedBase>> merged) {
    Synonyms.add(base);
    setAll(plan.settings(0), List.of());
    for (int i = 0; i < overlays.size(); i++) {
      apply(overlays.get(i), plan.settings(i + 1));
      setAll(plan.later().getOrDefault(i + 1, List.of()), List.of());
      Overlay overlay = overlays.get(i);
      merged.ifPresent(step -> step.accept(overlay, base));
    }
    return failed ? Diagnosed.failed(problems) : Diagnosed.of(base.freeze(), problems);
  }

  private void apply(Overlay overlay, List<ParameterSetting> settings) {
    Synonyms.add(base);
    List<ParameterSetting> own = setAll(settings, List.of(overlay.tree()));
    FirmwareApplication application = new FirmwareApplication(base, overlay, own, near);
    application.run(lost);
    problems.addAll(application.problems());
    if (Diagnostic.anyError(application.problems())) {
      failed = true;
      Set<String> labels = new HashSet<>(application.exports());
      labels.addAll(lost.orElse(Set.of()));
      lost = Optional.of(labels);
    }
  }

  /**
   * Sets those parameters that only the base has, and reports those that neither tree has.
   *
   * @param overlay the overlay, which takes precedence; empty if only the base is set
   */
  private List<ParameterSetting> setAll(List<ParameterSetting> settings, List<DeviceTree> overlay) {
    List<ParameterSetting> own = new ArrayList<>();
    List<ParameterSetting> others = new ArrayList<>();
    for (ParameterSetting setting : settings) {
      boolean isOwn =
          overlay.stream().anyMatch(tree -> Parameters.property(tree, setting.name()).isPresent());
      if (isOwn) {
        own.add(setting);
      } else {
        others.add(setting);
      }
    }
    if (others.isEmpty()) {
      return own;
    }
    MergedTree now = base.freeze();
    List<ParameterSetting> known = new ArrayList<>();
    for (ParameterSetting setting : others) {
      if (Parameters.property(now.tree(), setting.name()).isPresent()) {
        known.add(setting);
      } else {
        List<DeviceTree> trees = new ArrayList<>(overlay);
        trees.add(now.tree());
        problems.add(ParameterPass.unknown(setting, trees));
        failed = true;
      }
    }
    set(now, known);
    return own;
  }

  private void set(MergedTree now, List<ParameterSetting> settings) {
    // The pass edits a copy: if a value is refused, the base must stay as it was, so that later
    // problems are not about a base that is changed in part.
    Diagnosed<ParameterPass.Result> set = ParameterPass.apply(now.tree(), settings);
    problems.addAll(set.diagnostics());
    failed |= set.value().isEmpty();
    if (set.value().isPresent()) {
      ParameterPass.Result result = set.value().get();
      List<Edit> edits = new ArrayList<>(now.edits());
      result.changes().forEach(change -> edits.add(edit(change)));
      if (result.renamed()) {
        edits.add(new Edit.RenameNodes());
      }
      base = new MergedBase(result.tree(), edits, base);
    }
  }

  private static Edit edit(ParameterChange change) {
    Optional<Bytes> value = change.value();
    return value.isPresent()
        ? new Edit.SetProperty(change.node(), change.property(), value.get(), change.added())
        : new Edit.RemoveProperty(change.node(), change.property());
  }
}
