// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BaselinesTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

  /** Reads entries, with a space for each tab, and an underscore for each space. */
  private static Baseline baseline(String... entries) {
    String lines = String.join("", entries).replace(' ', '\t').replace('_', ' ');
    return Baseline.read("file", "# dtbind-validate-baseline/1\n" + lines, TODAY).orElseThrow();
  }

  private static String next(Baseline known, Baseline last, Set<String> complete) {
    return new Baselines(known, Optional.of(last))
        .compare(baseline("a /n s p r\n"), complete, key -> true)
        .next()
        .text();
  }

  @Test
  void findingIsKnownWhateverTheOrderOfItsArguments() {
    Baseline known = baseline("a /n no_device reg node=/a_b_device=c reason:_why\n");
    assertThat(known.contains("a", new FindingKey("/n", "no device", "reg", "device=c node=/a b")))
        .isTrue();
    assertThat(known.contains("a", new FindingKey("/n", "no device", "reg", "device=c node=/a")))
        .isFalse();
    assertThat(known.text()).contains("\tnode=/a b device=c\treason: why\n");
  }

  @Test
  void reasonsAndEndsThatOnlyOneBaselineHasAreKept() {
    Baseline known = baseline("a /n s p r until:_2027-01-01\n", "b /n s p r\n");
    Baseline last =
        baseline("a /n s p r reason:_why until:_2026-02-02\n", "b /n s p r reason:_left_out\n");
    assertThat(next(known, last, Set.of("a")))
        .isEqualTo(
            baseline("a /n s p r reason:_why until:_2027-01-01\n", "b /n s p r reason:_left_out\n")
                .text());
  }
}
