// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the literal prefix and suffix of an expression never exclude a matching text. */
class RegexLiteralsTest {

  private static final String[] PIECES = {
    "a", "b", "ab", "-", "@", "0", "\n", "a-", "-b", "ba", "x", ".", "|", "]", "\\", "$", "a|b"
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "^acme,.* acme, ''",
        "^ab?$ a ''",
        "^(ab|ba)- ab;ba ''",
        "^(?:ab|ba)$ ab;ba ''",
        "^(ab|[x])- '' ''",
        "^(ab)?x '' ''",
        "-supply$ '' -supply",
        "^[a-z]+-gpios$ '' -gpios",
        "^x.*\\.ab$ x ab",
        "^a|b$ '' ''",
        "^(a|b)$ a;b ''",
        "^(?!a)b$ '' b",
        "^(?i)ab$ '' ''",
        "^#.*-cells$ # -cells",
        "^a\\x41b$ a ''",
        "^a\\-b$ a b",
      })
  void literalStartsAndEndAreExtracted(String expression, String starts, String end) {
    List<String> expected = starts.isEmpty() ? List.of() : List.of(starts.split(";"));
    assertThat(RegexLiterals.of(expression)).isEqualTo(new RegexLiterals(expected, end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^ab",
        "^a?b",
        "^a*b$",
        "^a{0,1}b$",
        "^(a|b)x",
        "^(a|b)?x",
        "^(a|b){0,2}x$",
        "^(|a)b",
        "ab$",
        "a|b$",
        "^a|b$",
        "^(a|b$)",
        "\\.a$",
        "\\na$",
        "[.]a$",
        "[]a]b$",
        "[^]a]b$",
        "a\\|b$",
        "^\\|a",
        "a\\$",
        "(^a|b)$",
        "x(a|b)$",
        "a\\\\$",
        "^(a(b|x)|b)-$",
        "^(?=a)ab",
        "^(?:a|b)*x$",
        "a(?!b)$",
        "^[a|b]-$",
        "-{1}b$",
        "(a{2,3})b$",
        "^ab+$",
        "^$",
        "$",
        "^",
        "^a(b)$",
        "^((a)|b)x",
        "\\x61b$",
        "^\\u0061b$",
        "\\0141b$"
      })
  void matchingTextIsNeverExcluded(String expression) {
    RegexLiterals literals = RegexLiterals.of(expression);
    Pattern pattern = Pattern.compile(expression, Pattern.UNIX_LINES);
    int matches = 0;
    for (String text : texts()) {
      if (pattern.matcher(text).find()) {
        matches++;
        assertThat(literals.mayBeIn(text)).as("%s in '%s'", expression, text).isTrue();
        assertThat(text.isEmpty() || literals.mayStart(text.charAt(0)))
            .as("%s in '%s'", expression, text)
            .isTrue();
      }
    }
    assertThat(matches).as(expression).isPositive();
  }

  @Test
  void unterminatedClassHasNoLiterals() {
    assertThat(RegexLiterals.of("^[ab").starts()).isEmpty();
    assertThat(RegexLiterals.of("^(ab").starts()).isEmpty();
    assertThat(RegexLiterals.of("^[ab\\").starts()).isEmpty();
  }

  /** Returns all texts of up to two pieces, and random texts of more. */
  private static List<String> texts() {
    List<String> texts = new ArrayList<>(List.of(""));
    for (String first : PIECES) {
      texts.add(first);
      for (String second : PIECES) {
        texts.add(first + second);
      }
    }
    Random random = new Random(26);
    for (int i = 0; i < 4000; i++) {
      StringBuilder text = new StringBuilder();
      for (int pieces = 3 + random.nextInt(3); pieces > 0; pieces--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
