// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which names are slips of others. */
class NearestTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "nxp,pcf85063A nxp,pcf85063a",
        "fixed-cloc fixed-clock",
        "gpio-kesy gpio-keys",
        "gpio-led gpio-leds",
        "regulator-fixxed regulator-fixed",
        "jedec,spinor jedec,spi-nor",
        "regulator_fixed regulator-fixed"
      })
  void slipIsFound(String written, String known) {
    assertThat(Nearest.slips(written, List.of(known))).containsExactly(known);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "fsl,imx8qm-gpio fsl,imx8mq-gpio",
        "fsl,imx8mm-usb fsl,imx8mn-usb",
        "ti,tlv320dac3101 ti,tlv320adc3101",
        "nvidia,tegra210-spi nvidia,tegra210-qspi",
        "fsl,ls1043a-dspi fsl,ls1043a-qspi",
        "linux,spdif-dir linux,spdif-dit",
        "slim-ifc-dev slim-ifc-dev"
      })
  void otherNameIsNoSlip(String written, String known) {
    assertThat(Nearest.slips(written, List.of(known))).isEmpty();
  }

  /** A letter more or less is the nearest that there is. */
  @ParameterizedTest
  @CsvSource({
    "regulator-max-microvolts, regulator-max-microvolt",
    "regulator-max-microvol, regulator-max-microvolt",
    "regulator-max-micorvolt, regulator-max-microvolt",
    "regulator-max-microamps, regulator-max-microamp",
    "startup-delay-usec, startup-delay-us",
    "enable-active-hi, enable-active-high"
  })
  void nearestNameIsMeant(String written, String meant) {
    List<String> known =
        List.of(
            "regulator-max-microamp",
            "regulator-max-step-microvolt",
            "regulator-max-microvolt",
            "regulator-min-microvolt",
            "startup-delay-us",
            "off-on-delay-us",
            "enable-active-high",
            "gpio",
            "enable");
    assertThat(Nearest.mistyped(written, known)).containsExactly(meant);
  }

  @ParameterizedTest
  @CsvSource({"reset-gpios, gpios", "gpio-line-names, names", "uart1-pins, uart2-pins"})
  void partOfANameIsNotMeant(String written, String other) {
    assertThat(Nearest.mistyped(written, List.of(other))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {"linux,cod linux,code", "regs reg", "kye key", "rtcc rtc"})
  void nameThatDiffersByOneLetterIsFound(String written, String known) {
    assertThat(Nearest.byOneLetter(written, List.of(known))).containsExactly(known);
  }
}
