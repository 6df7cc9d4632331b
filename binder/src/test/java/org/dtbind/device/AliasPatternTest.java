// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AliasPatternTest {

  private static boolean matches(String pattern, String modalias) {
    return new AliasPattern(pattern).matches(modalias);
  }

  @Test
  void compatibleMatchesAloneOrFollowedByOthers() {
    assertThat(matches("of:N*T*Cgpio-keys", "of:NkeysT(null)Cgpio-keys")).isTrue();
    assertThat(matches("of:N*T*Cgpio-keys", "of:NkeysT(null)Cgpio-keysCother")).isFalse();
    assertThat(matches("of:N*T*Cgpio-keysC*", "of:NkeysT(null)Cgpio-keysCother")).isTrue();
    assertThat(matches("of:N*T*Cgpio-keys", "of:NkeysT(null)Cgpio-keys-polled")).isFalse();
  }

  @Test
  void dashAndUnderscoreAreEquivalent() {
    assertThat(matches("of:N*T*Cgpio_keys", "of:NkeysT(null)Cgpio-keys")).isTrue();
    assertThat(matches("platform:a-b", "platform:a_b")).isTrue();
  }

  @Test
  void wildcardsMatchLikeFnmatch() {
    assertThat(matches("a?c", "abc")).isTrue();
    assertThat(matches("a?c", "ac")).isFalse();
    assertThat(matches("pci:v0000[0-9a-f]*", "pci:v0000b")).isTrue();
    assertThat(matches("x[!a-c]y", "xby")).isFalse();
    assertThat(matches("x[!a-c]y", "xdy")).isTrue();
    assertThat(matches("x[", "x[")).isTrue();
    assertThat(matches("*a*b*", "xxaxxaxb")).isTrue();
    assertThat(matches("*a*b", "xxaxxaxbx")).isFalse();
    assertThat(matches("", "")).isTrue();
    assertThat(matches("**", "")).isTrue();
  }
}
