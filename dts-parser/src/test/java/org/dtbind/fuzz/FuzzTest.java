// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Inputs made by chance, the same ones each time; {@code .ci/fuzz} makes a million others. What
 * must hold for each is in {@link Target}, the limits of time and memory in {@link Campaign}.
 */
@Tag("one-locale")
class FuzzTest {

  private static final int INPUTS = 8_000;

  @ParameterizedTest
  @EnumSource(Target.class)
  void everyInputGivesWhatItMustAndHalfOfThemATree(Target target) {
    Campaign.Result result = Campaign.run(target, 1, INPUTS);
    assertThat(result.inputs()).isEqualTo(INPUTS);
    assertThat(result.reached()).isGreaterThanOrEqualTo(INPUTS / 2);
  }
}
