// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class NamesTest {

  private static final String CHARACTERS = "az09-_/@.,+AZ &\n\u00e9{!~\u007f";

  private static final Map<String, Predicate<String>> METHODS =
      Map.of(
          DeviceSpec.DRIVER, Names::isDriver,
          NodeReference.LABEL, Names::isLabel,
          NodeReference.NAME, Names::isNode,
          NodeReference.PATH, Names::isPath);

  @Test
  void methodsAcceptWhatThePatternsAccept() {
    Random random = new Random(9);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder builder = new StringBuilder(random.nextBoolean() ? "/" : "");
      // Mostly uses the first eight characters, so that many texts are names.
      for (int length = random.nextInt(6); length > 0; length--) {
        int range = random.nextInt(20) == 0 ? CHARACTERS.length() : 8;
        builder.append(CHARACTERS.charAt(random.nextInt(range)));
      }
      String text = builder.toString();
      METHODS.forEach(
          (pattern, method) ->
              assertThat(method.test(text)).as(pattern + text).isEqualTo(text.matches(pattern)));
    }
  }
}
