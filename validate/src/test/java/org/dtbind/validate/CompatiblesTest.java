// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatiblesTest {

  private static final Compatibles DOCUMENTED =
      Compatibles.of(
          Set.of("ti,tmp102", "ti,tmp75", "st,stm32-uart", "fsl,imx8mq", "fsl,imx8qm", "tq,none"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "tl,tmp102 ti,tmp102",
        "ti,tmp120 ''",
        "tti,tmp102 ti,tmp102",
        // These vendors exist, and may have made a device of the same name.
        "st,tmp102 ''",
        "tq,tmp102 ''",
        "xy,tmp102 ''",
        "fsl,imx8mp ''",
        "st,stm32-uatr st,stm32-uart",
        "tmp102 ''",
      })
  void misspeltNameIsNearTheDocumentedOne(String written, String documented) {
    assertThat(DOCUMENTED.near(written))
        .isEqualTo(documented.isEmpty() ? List.of() : List.of(documented));
  }
}
