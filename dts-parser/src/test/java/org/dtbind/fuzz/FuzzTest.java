// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs random inputs from a fixed seed; {@code .ci/fuzz} runs a million others. {@link Target} has
 * the checks, {@link Campaign} the limits on time and memory.
 */
@Tag("large")
class FuzzTest {

  private static final int INPUTS = 5_000;

  @ParameterizedTest
  @EnumSource(Target.class)
  void inputsPassTheChecksAndHalfOfThemBuildATree(Target target) {
    Campaign.Result result = Campaign.run(target, 1, INPUTS);
    assertThat(result.inputs()).isEqualTo(INPUTS);
    assertThat(result.reached()).isGreaterThanOrEqualTo(INPUTS / 2);
  }
}
