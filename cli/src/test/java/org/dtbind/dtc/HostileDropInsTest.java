// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dtbind.cli.session.Session;
import org.dtbind.dtb.Fdt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the replacements for dtc's programs end in bounded time and memory. */
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

  private Path blob(int... tokens) throws IOException {
    ByteBuffer blob = ByteBuffer.allocate(Fdt.HEADER_SIZE + 16 + 4 * tokens.length);
    int structure = Fdt.HEADER_SIZE + 16;
    for (int field :
        new int[] {
          Fdt.MAGIC,
          blob.capacity(),
          structure,
          blob.capacity(),
          Fdt.HEADER_SIZE,
          17,
          16,
          0,
          0,
          blob.capacity() - structure
        }) {
      blob.putInt(field);
    }
    blob.putLong(0).putLong(0);
    for (int token : tokens) {
      blob.putInt(token);
    }
    return Files.write(directory.resolve("x.dtb"), blob.array());
  }

  @Test
  void listOfFilesOfDtValidateMayHaveAnyBytes() throws IOException {
    Path list = Files.write(directory.resolve("list"), new byte[] {'-', 'V', '\n', (byte) 0xff});
    assertThat(new DtValidateProgram(session()).run(List.of("@" + list))).isZero();
    assertThat(messages()).isEmpty();
  }

  @Test
  void fdtdumpEndsAtTheDepthLimit() throws IOException {
    int[] begins = new int[50_000];
    for (int i = 0; i < begins.length; i += 2) {
      begins[i] = Fdt.BEGIN_NODE;
    }
    assertThat(new FdtdumpProgram(session().streams()).run(List.of(blob(begins).toString())))
        .isNotZero();
    assertThat(messages()).contains("nodes are nested more than 256 levels deep");
    int[] ends = new int[50_000];
    Arrays.fill(ends, Fdt.END_NODE);
    assertThat(new FdtdumpProgram(session().streams()).run(List.of(blob(ends).toString())))
        .isNotZero();
    assertThat(out.size()).isLessThan(1_000_000);
  }

  @Test
  void dtcReportsALongLiteral() throws IOException {
    Path source = directory.resolve("x.dts");
    Files.writeString(source, "/dts-v1/; / { a = <0" + "9".repeat(1_000_000) + ">; };");
    assertThat(new DtcProgram(session().streams()).run(List.of(source.toString()))).isNotZero();
    assertThat(messages()).contains("Bad integer literal '0999");
  }

  @Test
  void dtValidateSkipsPipesInDirectories() throws Exception {
    Path pipe = directory.resolve("pipe.dtb");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor())
        .isZero();
    assertThat(new DtValidateProgram(session()).run(List.of(directory.toString()))).isZero();
  }
}
