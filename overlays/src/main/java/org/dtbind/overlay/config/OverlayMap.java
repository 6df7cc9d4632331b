// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;

/**
 * {@code overlay_map.dtb}: which overlay a name stands for.
 *
 * @param platform of the board
 */
record OverlayMap(DeviceTree map, Optional<String> platform) {

  /** Returns a step by the name of a file; absent where the firmware refuses the name. */
  Diagnosed<BootStep> resolve(BootStep step) {
    Optional<DtNode> entry = step.overlay().flatMap(map.root()::child);
    if (entry.isEmpty() || platform.isEmpty()) {
      return Diagnosed.of(step, List.of());
    }
    String name = step.overlay().orElseThrow();
    Optional<String> here = text(entry.get(), platform.get());
    if (here.isPresent()) {
      return Diagnosed.of(here.get().isEmpty() ? step : named(step, here.get()), List.of());
    }
    Optional<String> renamed = text(entry.get(), "renamed");
    if (renamed.isPresent()) {
      String message = "overlay '%s' is now called '%s'".formatted(name, renamed.get());
      return Diagnosed.of(
          named(step, renamed.get()),
          List.of(Diagnostic.warning(ConfigCode.CONFIG_RENAMED, step.place(), message)));
    }
    Optional<String> deprecated = text(entry.get(), "deprecated");
    String message =
        deprecated.isPresent()
            ? "overlay '%s' is gone: %s".formatted(name, deprecated.get())
            : "overlay '%s' is not for boards with %s".formatted(name, platform.get());
    return Diagnosed.failed(
        List.of(Diagnostic.error(ConfigCode.CONFIG_NOT_SUPPORTED, step.place(), message)));
  }

  private static Optional<String> text(DtNode entry, String property) {
    return entry
        .value(property)
        .map(value -> value.strings().map(strings -> strings.get(0)).orElse(""));
  }

  private static BootStep named(BootStep step, String text) {
    List<GivenParameter> parameters = new ArrayList<>();
    String[] parts = text.split(",", -1);
    Arrays.stream(parts)
        .skip(1)
        .filter(part -> !part.isEmpty())
        .forEach(
            part -> parameters.add(new GivenParameter(ParameterSetting.of(part), step.place())));
    parameters.addAll(step.parameters());
    return new BootStep(Optional.of(parts[0]), parameters, step.place());
  }
}
