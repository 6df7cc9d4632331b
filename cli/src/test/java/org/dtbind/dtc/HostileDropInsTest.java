// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dtbind.cli.session.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the replacements for other programs end in bounded time and memory. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileDropInsTest {

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Session session() {
    return new Session(
        InputStream.nullInputStream(), new PrintStream(out), new PrintStream(err), Map.of());
  }

  private String messages() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void listOfFilesOfDtValidateMayHaveAnyBytes() throws IOException {
    Path list = Files.write(directory.resolve("list"), new byte[] {'-', 'V', '\n', (byte) 0xff});
    assertThat(new DtValidateProgram(session()).run(List.of("@" + list))).isZero();
    assertThat(messages()).isEmpty();
  }

  @Test
  void dtcReportsALongLiteral() throws IOException {
    Path source = directory.resolve("x.dts");
    Files.writeString(source, "/dts-v1/; / { a = <0" + "9".repeat(1_000_000) + ">; };");
    assertThat(new DtcProgram(session()).run(List.of(source.toString()))).isNotZero();
    assertThat(messages()).contains("ERROR (bad_integer): ", "is not a valid integer");
  }

  @Test
  void dtValidateSkipsPipesInDirectories() throws Exception {
    Path pipe = directory.resolve("pipe.dtb");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor())
        .isZero();
    assertThat(new DtValidateProgram(session()).run(List.of(directory.toString()))).isZero();
  }
}
