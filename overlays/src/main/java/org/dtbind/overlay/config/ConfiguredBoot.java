// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.apply.Edit;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergeRules;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.rpi.ParameterPass;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.overlay.rpi.Parameters;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.dtbind.source.Origin;
import org.dtbind.tree.DeviceTree;

/**
 * Applies the overlays and parameters in {@code config.txt} to a base. Like the firmware, it
 * reports those that it refuses and continues with the others. Use one instance per boot.
 */
public final class ConfiguredBoot {

  /** The same as for the fragments of one overlay. */
  private static final int MOST_EDITS = Limit.OVERLAY_MERGED.most();

  private final List<Edit> edits = new ArrayList<>();
  private final List<Overlay> overlays = new ArrayList<>();
  private final Map<Integer, List<ParameterSetting>> settings = new HashMap<>();
  private final Map<Integer, List<ParameterSetting>> later = new HashMap<>();
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Map<String, Origin> causes = new HashMap<>();
  private DeviceTree tree;

  private ConfiguredBoot(DeviceTree base) {
    this.tree = base;
  }

  /**
   * {@return the tree, and diagnostics about overlays and parameters that the firmware refuses or
   * ignores}
   */
  public static Diagnosed<ConfiguredTree> apply(
      DeviceTree base, BootConfig config, OverlayDirectory directory) {
    ConfiguredBoot boot = new ConfiguredBoot(base);
    for (BootStep step : config.steps()) {
      Optional<Overlay> overlay =
          step.overlay().isPresent() ? boot.overlay(step, directory) : Optional.empty();
      if (overlay.isPresent() || step.overlay().isEmpty()) {
        boot.run(step, overlay);
      }
    }
    boot.problems.addAll(PinLine.problems(config.pins(), boot.tree));
    MergePlan plan = new MergePlan(MergeRules.FIRMWARE, boot.settings, boot.later);
    ConfiguredTree done =
        new ConfiguredTree(
            new MergedTree(boot.tree, boot.edits),
            boot.overlays,
            plan,
            new ConfigCauses(boot.causes));
    return new Diagnosed<>(Optional.of(done), boot.problems);
  }

  private Optional<Overlay> overlay(BootStep step, OverlayDirectory directory) {
    String name = step.overlay().orElseThrow();
    Optional<Diagnosed<Overlay>> read = directory.of(name);
    if (read.isEmpty()) {
      Diagnostic problem =
          Diagnostic.error(
              ConfigCode.CONFIG_NO_OVERLAY,
              step.place(),
              Message.of(
                  "{directory}{overlay}.dtbo does not exist, so the firmware boots without overlay"
                      + " '{overlay}'",
                  directory.prefix(),
                  Bytes.latin1(name).utf8()));
      List<String> near = Nearest.to(LookAlike.plain(name), directory.names());
      List<String> help = new ArrayList<>();
      if (!near.isEmpty()) {
        help.add(Nearest.question(near));
      }
      LookAlike.explained(name).ifPresent(help::add);
      problems.add(help.isEmpty() ? problem : problem.help(String.join(" ", help)));
      return Optional.empty();
    }
    if (read.get().value().isEmpty()) {
      refuse(step, read.get().diagnostics());
    }
    return read.get().value();
  }

  /** Reports parameters of lines below an overlay that the base has, too. */
  private void scope(BootStep step, Overlay overlay) {
    for (GivenParameter parameter : step.parameters()) {
      String name = parameter.setting().name();
      if (!isWithin(parameter.place(), step.place())
          && Parameters.property(overlay.tree(), name).isPresent()
          && Parameters.property(tree, name).isPresent()) {
        problems.add(
            Diagnostic.warning(
                    ConfigCode.CONFIG_SCOPE,
                    parameter.place(),
                    Message.of(
                        "overlay '{overlay}' gets parameter '{parameter}', which the base has, too",
                        step.overlay().orElseThrow(),
                        name))
                .note("the overlay is requested at", step.place())
                .help("if it is meant for the base, add a line 'dtoverlay=' before it"));
      }
    }
  }

  private static boolean isWithin(Origin part, Origin line) {
    return part instanceof Origin.Source one
        && line instanceof Origin.Source all
        && one.file().equals(all.file())
        && one.start() >= all.start()
        && one.start() <= all.end();
  }

  private void run(BootStep step, Optional<Overlay> overlay) {
    List<ParameterSetting> kept =
        new ArrayList<>(step.parameters().stream().map(GivenParameter::setting).toList());
    overlay.ifPresent(one -> scope(step, one));
    Diagnosed<MergedTree> merged = merge(overlay, kept);
    if (AcceptedParameters.isParameters(merged)
        && merged.diagnostics().stream().noneMatch(ParameterPass::isTooMuch)) {
      AcceptedParameters accepted =
          AcceptedParameters.of(step.parameters(), merged, values -> merge(overlay, values));
      problems.addAll(accepted.problems());
      kept = accepted.settings();
      merged = merge(overlay, kept);
    }
    if (merged.value().isEmpty()) {
      refuse(step, merged.diagnostics());
      return;
    }
    if (merged.value().get().edits().size() > MOST_EDITS - edits.size()) {
      problems.add(
          Diagnostic.error(
              ConfigCode.CONFIG_TOO_LARGE,
              step.place(),
              Message.of(
                  "all overlays and parameters together change more than {limit} nodes and"
                      + " properties",
                  MOST_EDITS)));
      return;
    }
    for (Diagnostic problem : merged.diagnostics()) {
      problems.add(problem.note("requested at", step.place()));
    }
    tree = merged.value().get().tree();
    edits.addAll(merged.value().get().edits());
    ConfigCauses.add(causes, merged.value().get(), step.place());
    if (overlay.isPresent()) {
      overlays.add(overlay.get());
      settings.put(overlays.size(), kept);
    } else {
      (overlays.isEmpty() ? settings : later)
          .computeIfAbsent(overlays.size(), any -> new ArrayList<>())
          .addAll(kept);
    }
  }

  private Diagnosed<MergedTree> merge(Optional<Overlay> overlay, List<ParameterSetting> values) {
    Map<Integer, List<ParameterSetting>> by = Map.of(overlay.isPresent() ? 1 : 0, values);
    return OverlayStack.apply(
        tree, overlay.stream().toList(), new MergePlan(MergeRules.FIRMWARE, by));
  }

  private void refuse(BootStep step, List<Diagnostic> why) {
    List<Diagnostic> errors = why.stream().filter(p -> Diagnostic.anyError(List.of(p))).toList();
    Diagnostic first = errors.get(0);
    Diagnostic problem =
        Diagnostic.error(
                ConfigCode.CONFIG_REFUSED,
                step.place(),
                Message.of("the firmware boots without this overlay: {reason}", first.message()))
            .note("found at", first.origin());
    for (Diagnostic error : errors.subList(1, errors.size())) {
      problem = problem.note(error.message(), error.origin());
    }
    problems.add(first.help().isPresent() ? problem.help(first.help().get()) : problem);
  }
}
