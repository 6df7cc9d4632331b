// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.Optional;

/**
 * What is known of the kernel that a tree is for. Where nothing is, what depends on it stays open
 * ({@link Population.Varies}, {@link Population.Depends}).
 *
 * @param release empty for any: rules of which releases differ are compared then
 * @param config empty for any
 */
public record TargetKernel(Optional<Release> release, Optional<KernelConfig> config) {

  /** Nothing is known. */
  public static final TargetKernel ANY = new TargetKernel(Optional.empty(), Optional.empty());

  /**
   * {@return a kernel of that configuration, and of the release that its head names}
   *
   * @param config its
   */
  public static TargetKernel of(KernelConfig config) {
    return new TargetKernel(config.release(), Optional.of(config));
  }

  /**
   * {@return the same of another release}
   *
   * @param other its
   */
  public TargetKernel with(Release other) {
    return new TargetKernel(Optional.of(other), config);
  }

  /**
   * {@return {@code y}, {@code m} or {@code n}; empty where it is not known}
   *
   * @param expression as of {@link KernelConfig#value}; {@code ?} is never known
   */
  Optional<Character> value(String expression) {
    return expression.contains("?") ? Optional.empty() : config.map(c -> c.value(expression));
  }
}
