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

/** The models of the Raspberry Pi, by the filters of {@code config.txt} that are for them alone. */
public enum PiModel {
  /** Model A, B, their successors, Compute Module 1. */
  PI1(
      "model-a",
      "model-a-plus",
      "model-b",
      "model-b-i2c0",
      "model-b-rev2",
      "model-b-plus",
      "compute-module"),
  /** Model 2B. */
  PI2("2-model-b", "2-model-b-rev2"),
  /** Model 3B, Compute Module 3. */
  PI3("3-model-b", "3-compute-module", "3-plus-compute-module"),
  /** Model 3A+, 3B+: filter {@code pi3+}. */
  PI3P("3-model-a-plus", "3-model-b-plus"),
  /** Model 4B. */
  PI4("4-model-b"),
  /** Pi 400. */
  PI400("400"),
  /** Model 5B. */
  PI5("5-model-b"),
  /** Pi 500. */
  PI500("500"),
  /** Zero. */
  PI0("model-zero"),
  /** Zero W. */
  PI0W("model-zero-w"),
  /** Zero 2 W. */
  PI02("model-zero-2-w"),
  /** Compute Module 0. */
  CM0("0-compute-module"),
  /** Compute Module 4. */
  CM4("4-compute-module"),
  /** Compute Module 4S. */
  CM4S("4-compute-module-s", "4s-compute-module"),
  /** Compute Module 5. */
  CM5("5-compute-module");

  private static final String VENDOR = "raspberrypi,";

  /** Filters that are for several models. */
  private static final Map<PiModel, PiModel> FAMILY =
      Map.of(
          PI3P, PI3, PI400, PI4, CM4, PI4, CM4S, PI4, PI500, PI5, CM5, PI5, PI0W, PI0, PI02, PI0);

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<String> compatible;

  PiModel(String... compatible) {
    this.compatible = List.of(compatible);
  }

  /** {@return the filter, as it is written} */
  public String filter() {
    return this == PI3P ? "pi3+" : name().toLowerCase(Locale.ROOT);
  }

  /** {@return the model of a filter's name} */
  public static Optional<PiModel> of(String filter) {
    for (PiModel model : values()) {
      if (model.filter().equals(filter)) {
        return Optional.of(model);
      }
    }
    return Optional.empty();
  }

  /** {@return the model of a base} */
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

  /** {@return the filters that let lines for this model through} */
  Set<PiModel> filters() {
    Set<PiModel> filters = new HashSet<>(Set.of(this));
    Optional.ofNullable(FAMILY.get(this)).ifPresent(filters::add);
    return filters;
  }
}
