// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.dtbind.source.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what counts as white space between tokens. In the cases, {@code ~} is a line break. */
class TextComparisonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '`',
      value = {
        "/ { a; };|/ {~~\ta;~};~|true",
        "/ { a; };|/ { b; };|false",
        "a b|ab|false",
        "a = \"x  y\";|a = \"x y\";|false",
        "a = \"x \\\" y\"  ;|a = \"x \\\" y\" ;|true",
        "a = \"x \\\"  y\";|a = \"x \\\" y\";|false",
        "a = <'\"'>; b = \"x  y\";|a = <'\"'>; b = \"x y\";|false",
        "a = \"it's\"  ;|a = \"it's\" ;|true",
        "a = /incbin/(\"b\");|a = /incbin/(\"b\");|false",
        "a//incbin/|a//incbin/|false",
        "a|a ~|true",
        "a|a b|false",
        "``| ~|true"
      })
  void whiteSpaceBetweenTokensDoesNotMatter(String one, String other, boolean same) {
    assertThat(TextComparison.isSame(text(one), text(other))).isEqualTo(same);
    assertThat(TextComparison.isSame(text(other), text(one))).isEqualTo(same);
  }

  private static Bytes text(String shown) {
    return Bytes.latin1(shown.replace('~', '\n'));
  }
}
