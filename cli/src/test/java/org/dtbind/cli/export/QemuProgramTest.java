// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that never end. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class QemuProgramTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"exec sleep 3600", "sleep 3600; true", "yes > /dev/null; true"})
  void programEndsAtTheLimit(String command) throws IOException {
    Path program = Files.writeString(directory.resolve("q"), "#!/bin/sh\n" + command + "\n");
    program.toFile().setExecutable(true);
    assertThatIOException()
        .isThrownBy(() -> new QemuProgram(program).ask(Duration.ofSeconds(1), "--version"))
        .withMessage(program + " did not exit within 1 s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec yes", "yes; true"})
  void outputHasALimit(String command) throws IOException {
    Path program = Files.writeString(directory.resolve("q"), "#!/bin/sh\n" + command + "\n");
    program.toFile().setExecutable(true);
    assertThat(new QemuProgram(program).version()).isEqualTo("y");
  }
}
