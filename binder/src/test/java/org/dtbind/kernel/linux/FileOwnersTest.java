// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads access control lists as the kernel returns them from a file with mode 0660. */
class FileOwnersTest {

  private static final String USER = "02000000" + "01000600ffffffff";

  private static boolean isLikeMode(String rest) {
    return FileOwners.isLikeMode(HexFormat.of().parseHex(USER + rest));
  }

  /** Captured after udev had removed the user at the screen. */
  @Test
  void listWithoutNamedUsersGrantsWhatTheModeDoes() {
    assertThat(isLikeMode("04000600ffffffff" + "10000600ffffffff" + "20000000ffffffff")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The group may do less than the mask, which is what stat(2) reports.
        "04000000ffffffff" + "10000600ffffffff" + "20000000ffffffff",
        // User 5, and no mask.
        "0200060005000000" + "04000600ffffffff" + "20000000ffffffff",
        // Group 5, and no mask.
        "04000600ffffffff" + "0800060005000000" + "20000000ffffffff"
      })
  void otherListGrantsSomethingElse(String rest) {
    assertThat(isLikeMode(rest)).isFalse();
  }
}
