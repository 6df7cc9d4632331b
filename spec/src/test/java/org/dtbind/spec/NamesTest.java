// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTest {

  private static final String CHARACTERS = "az09-_/@.,+AZ &\n\u00e9{";

  @Test
  void plainTextMatchesThePatterns() {
    Random random = new Random(9);
    int words = 0;
    int labels = 0;
    int paths = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder builder = new StringBuilder(random.nextBoolean() ? "/" : "");
      // Mostly uses the first seven characters, so that many texts are plain.
      for (int length = random.nextInt(6); length >= 0; length--) {
        int range = random.nextInt(20) == 0 ? CHARACTERS.length() : 7;
        builder.append(CHARACTERS.charAt(random.nextInt(range)));
      }
      String text = builder.toString();
      if (Reading.Plain.isWord(text)) {
        words++;
        assertThat(text).matches(DeviceSpec.DRIVER).matches(NodeReference.NAME);
      }
      if (Reading.Plain.isLabel(text)) {
        labels++;
        assertThat(text).matches(NodeReference.LABEL);
      }
      if (Reading.Plain.isPath(text)) {
        paths++;
        assertThat(text).matches(NodeReference.PATH);
      }
    }
    assertThat(words).isGreaterThan(1000);
    assertThat(labels).isGreaterThan(1000);
    assertThat(paths).isGreaterThan(1000);
  }

  @Test
  void commonNamesArePlain() {
    assertThat(Reading.Plain.isWord("gpio-aggregator")).isTrue();
    assertThat(Reading.Plain.isLabel("gpio2")).isTrue();
    assertThat(Reading.Plain.isPath("/soc/door")).isTrue();
  }
}
