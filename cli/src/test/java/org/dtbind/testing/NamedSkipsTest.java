// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which tests may be skipped. */
class NamedSkipsTest {

  @Test
  void onlyWhatTheFileNamesMayBeSkipped() throws IOException {
    assertThat(NamedSkips.allowed("Assumption failed: yocto: there is no BitBake")).isTrue();
    assertThat(NamedSkips.allowed("yocto: there is no BitBake")).isTrue();
    assertThat(NamedSkips.allowed("yoct: there is no BitBake")).isFalse();
    assertThat(NamedSkips.allowed("# Checks that may be skipped: all")).isFalse();
    assertThat(NamedSkips.allowed("because I say so")).isFalse();
    assertThat(NamedSkips.allowed("")).isFalse();
  }
}
