// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Security review 1: checks that the programs that {@link HostileNamesTest} uses detect invalid
 * files.
 */
class SpoolTest {

  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SCRIPTS | a.sh      | '#!/bin/sh\necho $1\n'",
        "UNITS   | a.service | '[Unit]\nINJECTED=1\n[Service]\nExecStart=/bin/true\n'",
        "USERS   | a.conf    | 'INJECTED games - -\n'",
        "RULES   | a.rules   | 'INJECTED==\"add\", OWNER=\"root\"\n'"
      })
  void invalidFileIsDetected(Spool spool, String name, String content) {
    assumeTrue(spool.isInstalled(), "consumers: there is no program for " + spool);
    spool.add("", name, Bytes.utf8(content.replace("\\n", "\n")));
    assertThatThrownBy(() -> spool.check(temporary)).isInstanceOf(AssertionError.class);
  }
}
