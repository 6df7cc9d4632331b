// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignFileTest {

  private static Diagnosed<DeviceTree> compile(byte[] content) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), true, false);
    return new Compiler(options, path -> Optional.of(Bytes.wrap(content))).compile("file");
  }

  private static String messages(byte[] content) {
    List<Diagnostic> problems = compile(content).diagnostics();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).code()).isEqualTo(DtbCode.BAD_MAGIC);
    return problems.get(0).message().text();
  }

  private static byte[] blob() {
    byte[] source = "/dts-v1/; / { a; };".getBytes(StandardCharsets.UTF_8);
    return DtbWriter.write(compile(source).value().orElseThrow()).toArray();
  }

  private static byte[] image(int count) {
    ByteBuffer image = ByteBuffer.allocate(64 + 32 * count);
    image.putInt(0xd7b7ab1e).putInt(image.capacity()).putInt(32).putInt(32).putInt(count);
    image.putInt(32).putInt(2048).putInt(0).putInt(100).putInt(0x40);
    return image.array();
  }

  @Test
  void androidImageIsRecognized() {
    assertThat(messages(image(1)))
        .isEqualTo("this file is an Android DTBO image with 1 blob, which is at 0x40");
    assertThat(messages(image(3)))
        .isEqualTo("this file is an Android DTBO image with 3 blobs, the first one at 0x40");
  }

  @ParameterizedTest
  @CsvSource({"1f8b0800,gzip", "fd377a58,xz", "28b52ffd,zstd", "425a6839,bzip2", "04224d18,lz4"})
  void compressedFileIsRecognized(String magic, String program) {
    byte[] content = ByteBuffer.allocate(64).putInt((int) Long.parseLong(magic, 16)).array();
    assertThat(messages(content)).isEqualTo("this file is compressed by " + program);
  }

  @Test
  void swappedBlobIsRecognized() {
    byte[] blob = blob();
    ByteBuffer swapped = ByteBuffer.allocate(blob.length);
    for (int at = 0; at + 4 <= blob.length; at += 4) {
      swapped.putInt(Integer.reverseBytes(ByteBuffer.wrap(blob).getInt(at)));
    }
    assertThat(messages(swapped.array()))
        .isEqualTo("this file is a blob whose 32-bit words have the wrong byte order");
  }

  @Test
  void blobInAnotherFileIsFound() {
    byte[] blob = blob();
    byte[] kernel = ByteBuffer.allocate(4096 + blob.length).put(4096, blob).array();
    kernel[0] = 'M';
    kernel[1] = 'Z';
    assertThat(messages(kernel))
        .isEqualTo("this file is neither source nor a blob, but contains a blob at 0x1000");
    byte[] appended = ByteBuffer.allocate(103 + blob.length).put(103, blob).array();
    assertThat(messages(appended)).endsWith("contains a blob at 0x67");
    kernel[4096] = 0;
    assertThat(messages(kernel)).isEqualTo("this file is neither source nor a blob");
  }

  @Test
  void wrongSourceIsStillSource() {
    byte[] source = "/dts-v1/;\0\n/ { a = ; };".getBytes(StandardCharsets.UTF_8);
    assertThat(compile(source).diagnostics())
        .isNotEmpty()
        .noneMatch(problem -> problem.code() == DtbCode.BAD_MAGIC);
  }
}
