// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which controllers count their lines from 1. */
class SpecifierTest {

  private static int offset(String compatible) {
    DtProperty property = DtProperty.made("compatible", PropertyValue.string(compatible));
    DtNode chip = DtNode.empty("chip").withProperties(List.of(property));
    return Specifier.of(chip, List.of(5, 0)).offset();
  }

  @ParameterizedTest
  @CsvSource({
    "'qcom,pm8941-gpio', 4",
    "'qcom,pmi8998-mpp', 4",
    "'qcom,spmi-gpio', 4",
    "'qcom,x-ssbi-mpp', 4",
    "'qcom,smpm_8-gpio', 4",
    "'qcom,pm-gpio', 5",
    "'qcom,pm8-x-gpio', 5",
    "'qcom,pm8941-gpios', 5",
    "'qcom,pm8941-mpp-x', 5",
    "'qcom-pm8941-gpio', 5",
    "'acme,pm8941-gpio', 5",
    "'qcom,-gpio', 5",
    "'qcom,gpio', 5"
  })
  void chipsForPowerManagementCountFromOne(String compatible, int offset) {
    assertThat(offset(compatible)).isEqualTo(offset);
  }

  @Test
  void compatibleMayBeLong() {
    String name = "qcom," + "pm".repeat(200_000) + "+gpio";
    assertThat(assertTimeoutPreemptively(Duration.ofMinutes(2), () -> offset(name))).isEqualTo(5);
  }
}
