// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AliasPatternTest {

  private static boolean fits(String pattern, String modalias) {
    return new AliasPattern(pattern).matches(modalias);
  }

  @Test
  void aCompatibleFitsWithAndWithoutOthersBehindIt() {
    assertThat(fits("of:N*T*Cgpio-keys", "of:NkeysT(null)Cgpio-keys")).isTrue();
    assertThat(fits("of:N*T*Cgpio-keys", "of:NkeysT(null)Cgpio-keysCother")).isFalse();
    assertThat(fits("of:N*T*Cgpio-keysC*", "of:NkeysT(null)Cgpio-keysCother")).isTrue();
    assertThat(fits("of:N*T*Cgpio-keys", "of:NkeysT(null)Cgpio-keys-polled")).isFalse();
  }

  @Test
  void dashAndUnderscoreAreTheSame() {
    assertThat(fits("of:N*T*Cgpio_keys", "of:NkeysT(null)Cgpio-keys")).isTrue();
    assertThat(fits("platform:a-b", "platform:a_b")).isTrue();
  }

  @Test
  void questionMarksSetsAndStarsAreAsInFnmatch() {
    assertThat(fits("a?c", "abc")).isTrue();
    assertThat(fits("a?c", "ac")).isFalse();
    assertThat(fits("pci:v0000[0-9a-f]*", "pci:v0000b")).isTrue();
    assertThat(fits("x[!a-c]y", "xby")).isFalse();
    assertThat(fits("x[!a-c]y", "xdy")).isTrue();
    assertThat(fits("x[", "x[")).isTrue();
    assertThat(fits("*a*b*", "xxaxxaxb")).isTrue();
    assertThat(fits("*a*b", "xxaxxaxbx")).isFalse();
    assertThat(fits("", "")).isTrue();
    assertThat(fits("**", "")).isTrue();
  }
}
