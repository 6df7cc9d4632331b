// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;

/**
 * The file {@code overlay_map.dtb}, which maps names of overlays to files.
 *
 * @param platform the platform of the board, such as {@code bcm2711}
 */
record OverlayMap(DeviceTree map, Optional<String> platform) {

  /**
   * The entry of an overlay's name.
   *
   * @param text the file name, and parameters after commas; empty if the firmware refuses the name
   * @param deprecated the reason why the overlay was removed
   */
  private record MappedName(Optional<String> text, boolean renamed, Optional<String> deprecated) {}

  /**
   * {@return the entry of a name; the name itself if there is none}
   *
   * @param name the name in {@code config.txt}
   */
  private MappedName of(String name) {
    Optional<DtNode> entry = map.root().child(name);
    if (entry.isEmpty() || platform.isEmpty()) {
      return new MappedName(Optional.of(name), false, Optional.empty());
    }
    Optional<String> target = text(entry.get(), platform.get());
    if (target.isPresent()) {
      return new MappedName(
          Optional.of(target.get().isEmpty() ? name : target.get()), false, Optional.empty());
    }
    Optional<String> renamed = text(entry.get(), "renamed");
    return renamed.isPresent()
        ? new MappedName(renamed, true, Optional.empty())
        : new MappedName(Optional.empty(), false, text(entry.get(), "deprecated"));
  }

  /** Replaces the overlay's name by its file name; absent if the firmware refuses the name. */
  Diagnosed<BootStep> resolve(BootStep step) {
    if (step.overlay().isEmpty()) {
      return Diagnosed.of(step, List.of());
    }
    String name = step.overlay().get();
    MappedName mapped = of(name);
    if (mapped.renamed()) {
      Message message =
          Message.of("overlay '{overlay}' was renamed to '{name}'", name, mapped.text().orElse(""));
      return Diagnosed.of(
          named(step, mapped.text().orElse(name)),
          List.of(Diagnostic.warning(ConfigCode.CONFIG_RENAMED, step.place(), message)));
    }
    if (mapped.text().isPresent()) {
      String text = mapped.text().get();
      return Diagnosed.of(text.equals(name) ? step : named(step, text), List.of());
    }
    Message message =
        mapped.deprecated().isPresent()
            ? Message.of(
                "overlay '{overlay}' was removed: {reason}", name, mapped.deprecated().get())
            : Message.of(
                "overlay '{overlay}' is not for boards with {platform}", name, platform.orElse(""));
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
