// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.tree.DeviceTree;

/** The models of the Raspberry Pi that {@code config.txt} can filter. */
public enum PiModel {
  PI1(
      "model-a",
      "model-a-plus",
      "model-b",
      "model-b-i2c0",
      "model-b-rev2",
      "model-b-plus",
      "compute-module"),
  PI2("2-model-b", "2-model-b-rev2"),
  PI3("3-model-b", "3-compute-module", "3-plus-compute-module"),
  PI3P("3-model-a-plus", "3-model-b-plus"),
  PI4("4-model-b"),
  PI400("400"),
  PI5("5-model-b"),
  PI500("500"),
  PI0("model-zero"),
  PI0W("model-zero-w"),
  PI02("model-zero-2-w"),
  CM0("0-compute-module"),
  CM4("4-compute-module"),
  CM4S("4-compute-module-s", "4s-compute-module"),
  CM5("5-compute-module");

  private static final String VENDOR = "raspberrypi,";

  /** The filter that also matches a model, besides the filter of the model itself. */
  private static final Map<PiModel, PiModel> FAMILY =
      Map.of(
          PI3P, PI3, PI400, PI4, CM4, PI4, CM4S, PI4, PI500, PI5, CM5, PI5, PI0W, PI0, PI02, PI0);

  @SuppressWarnings("ImmutableEnumChecker") // List.of() is immutable.
  private final List<String> compatible;

  PiModel(String... compatible) {
    this.compatible = List.of(compatible);
  }

  /** {@return the text of the filter, without brackets} */
  public String filter() {
    return this == PI3P ? "pi3+" : name().toLowerCase(Locale.ROOT);
  }

  public static Optional<PiModel> of(String filter) {
    for (PiModel model : values()) {
      if (model.filter().equals(filter)) {
        return Optional.of(model);
      }
    }
    return Optional.empty();
  }

  public static Optional<PiModel> of(DeviceTree base) {
    for (String name : Platform.compatible(base)) {
      for (PiModel model : values()) {
        boolean known = name.startsWith(VENDOR);
        if (known && model.compatible.contains(name.substring(VENDOR.length()))) {
          return Optional.of(model);
        }
      }
    }
    return Optional.empty();
  }

  Set<PiModel> filters() {
    Set<PiModel> filters = new HashSet<>(Set.of(this));
    Optional.ofNullable(FAMILY.get(this)).ifPresent(filters::add);
    return filters;
  }
}
