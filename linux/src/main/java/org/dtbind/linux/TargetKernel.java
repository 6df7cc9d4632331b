// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.Optional;

/**
 * What is known about the kernel that boots with a tree. Results that depend on unknown facts stay
 * open ({@link Population.Varies}, {@link Population.Depends}).
 *
 * @param release release of the kernel; empty if unknown, in which case predictions compare the
 *     rules of different releases
 * @param config configuration of the kernel; empty if unknown
 */
public record TargetKernel(Optional<Release> release, Optional<KernelConfig> config) {

  /** A kernel about which nothing is known. */
  public static final TargetKernel ANY = new TargetKernel(Optional.empty(), Optional.empty());

  /**
   * {@return a kernel with a configuration, and with the release in the head of that configuration}
   */
  public static TargetKernel of(KernelConfig config) {
    return new TargetKernel(config.release(), Optional.of(config));
  }

  /** {@return a kernel with the configuration of this one and another release} */
  public TargetKernel with(Release other) {
    return new TargetKernel(Optional.of(other), config);
  }

  /**
   * {@return {@code y}, {@code m} or {@code n}; empty if unknown}
   *
   * @param expression options as in {@link KernelConfig#value}; an expression with {@code ?} is
   *     always unknown
   */
  Optional<Character> value(String expression) {
    return expression.contains("?") ? Optional.empty() : config.map(c -> c.value(expression));
  }
}
