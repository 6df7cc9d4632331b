// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.validate.rule.Patterns.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {

  private static final List<Pattern> ALL =
      List.of(
          pattern("^b"), pattern("^\u00b5"), pattern("^$"), pattern("x$"), pattern("^(b|\u0100)"));

  private static Pattern pattern(String text) {
    return new Pattern(Regex.of(text), Schema.MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "b", "bx", "\u00b5", "\u00b5x", "\u0100", "\u0080", "\ud83d\ude00x", "c"})
  void patternsThatMatchANameAreFound(String name) {
    assertThat(new Patterns(ALL).mayBeIn(name))
        .containsAll(
            ALL.stream()
                .filter(pattern -> pattern.regex().isIn(name, new ValidationRun()))
                .toList());
  }
}
