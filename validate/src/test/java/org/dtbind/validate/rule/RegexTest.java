// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that searches end even if they examine few characters. */
class RegexTest {

  private static final String TEXT = "a".repeat(2_000);

  private static boolean isIn(String regex, String text) {
    return Regex.of(regex).isIn(text, new ValidationRun());
  }

  @ParameterizedTest
  @CsvSource({
    "^[a-z]+(-[0-9]+)?$,clock-1,clock-",
    "'^(a|b|)(c|d)?(e{1,3})*$',bdeeee,bdx",
    "^(?!.*x)(?=a)a+(?<!b)$,aa,aax",
    "'^([a-z]|(|[0-9])){2,8}$',a1b2,A",
    "^(?P<one>a)\\1$,aa,ab",
    "'^[]a{2]{,2}[^]]\\{$',]ab{,]ab",
    "'^(?i:A)(?:b|)\\Z',ab,abc",
    "'^@[0-9a-f]{1,1000000}$',@0,@"
  })
  void usualExpressionsAreAccepted(String regex, String matching, String other) {
    assertThat(isIn(regex, matching)).isTrue();
    assertThat(isIn(regex, other)).isFalse();
  }

  /** Each has very many ways to match an empty text, and examines no character for them. */
  @ParameterizedTest
  @CsvSource({
    "$,(|),(?!)",
    "$,(a*|b*),(?!)",
    "$,({1}|{1}),(?!)",
    "$,(?:a??|b?),(?!)",
    "$,(?:(?:a)*)*,(?!)",
    "$,(?:(?=)|^*),(?!)",
    "(x,(|),)*(?!)",
    "(?=$,(|),(?!))",
    "(?<=a,(|),(?!))",
    "(x|,'()?',$(?!))+"
  })
  void expressionWithTooManyWaysIsRejected(String before, String part, String after) {
    String regex = before + part.repeat(40) + after;
    assertThatThrownBy(() -> Regex.of(regex)).isInstanceOf(PatternSyntaxException.class);
    assertEnds(before + part.repeat(17) + after);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$(|){40}(?!)",
        "(?<=(|)a{0,1000000})b",
        "(?<=(?!)a{0,900000})b",
        "(?:(?:(?:){1000}){1000}){1000}b",
        "(a|a|b*)*$(|||||||||)(|||||||||)(|||||||||)(|||||||||)(?!)",
        "(?:^|a|$)*(?:(?:a|^)*b?)*x",
        "(a?)*?(a*)+?(a{2,})*x",
        "(a|(ab*)+{1000000})*x",
        "({1000000}a)*x"
      })
  void searchEnds(String regex) {
    assertEnds(regex);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\Qa\\E", "(?x)a #", "a\\y", "[\\Q]"})
  void partsThatPythonDoesNotHaveAreRejected(String regex) {
    assertThatThrownBy(() -> Regex.of(regex)).isInstanceOf(PatternSyntaxException.class);
  }

  private static void assertEnds(String regex) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          try {
            isIn(regex, TEXT);
          } catch (TooMuchWork | PatternSyntaxException e) {
            assertThat(e).hasMessageNotContaining("null");
          }
        });
  }
}
