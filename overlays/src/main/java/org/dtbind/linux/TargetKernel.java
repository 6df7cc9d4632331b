// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.Optional;

/**
 * What is known about the kernel for a tree. If something is not known, results that depend on it
 * stay open ({@link Population.Varies}, {@link Population.Depends}).
 *
 * @param release empty for any: different rules of releases are then compared
 * @param config empty for any
 */
public record TargetKernel(Optional<Release> release, Optional<KernelConfig> config) {

  /** Nothing is known. */
  public static final TargetKernel ANY = new TargetKernel(Optional.empty(), Optional.empty());

  /**
   * {@return a kernel with a configuration, and with the release in its head}
   *
   * @param config its configuration
   */
  public static TargetKernel of(KernelConfig config) {
    return new TargetKernel(config.release(), Optional.of(config));
  }

  /**
   * {@return this kernel with another release}
   *
   * @param other its release
   */
  public TargetKernel with(Release other) {
    return new TargetKernel(Optional.of(other), config);
  }

  /**
   * {@return {@code y}, {@code m} or {@code n}; empty if not known}
   *
   * @param expression as in {@link KernelConfig#value}; {@code ?} is never known
   */
  Optional<Character> value(String expression) {
    return expression.contains("?") ? Optional.empty() : config.map(c -> c.value(expression));
  }
}
