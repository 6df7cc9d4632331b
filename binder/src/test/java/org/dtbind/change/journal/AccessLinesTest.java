// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.spec.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLinesTest {

  private static Map<String, String> values(Access access) {
    List<KeyValueText.Line> lines =
        KeyValueText.read("test=1", AccessLines.write(new KeyValueText("test=1"), access).text())
            .orElseThrow();
    return lines.stream()
        .collect(Collectors.toMap(KeyValueText.Line::key, KeyValueText.Line::value));
  }

  @Test
  void writtenSettingsAreRead() {
    Access all =
        new Access(
            Optional.of("anna@example.org"),
            Optional.of("100"),
            Optional.of("0660"),
            Optional.of("door"),
            Optional.of("system_u:object_r:gpio_device_t:s0"));
    assertThat(AccessLines.read(values(all))).hasValue(all);
    assertThat(AccessLines.read(values(Access.NONE))).hasValue(Access.NONE);
  }

  @ParameterizedTest
  @CsvSource({"mode, '8'", "mode, '06600'", "mode, 'u+s'", "link, '../tty'", "link, ''"})
  void invalidSettingIsRefused(String key, String value) {
    assertThat(AccessLines.read(Map.of(key, value))).isEmpty();
  }
}
