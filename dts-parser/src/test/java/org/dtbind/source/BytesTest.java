// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads streams whose length is not the expected one. */
class BytesTest {

  private static final Limit MOST = Limit.YAML_BYTES;

  private static byte[] random(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  private static Bytes read(byte[] content, int expected) throws IOException {
    try (InputStream in = new ByteArrayInputStream(content)) {
      return Bytes.read(in, expected, MOST);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0, 7",
    "1, 0",
    "7, 7",
    "8, 7",
    "8191, 0",
    "8192, 0",
    "8193, 0",
    "40960, 32768",
    "500000, 0",
    "500000, 1000",
    "1048575, 0",
    "1048576, 0",
    "1048576, 1048576",
    "1048576, 2000000"
  })
  void everyByteIsRead(int length, int expected) throws IOException {
    byte[] content = random(length);
    assertThat(read(content, expected).toArray()).isEqualTo(content);
  }

  @ParameterizedTest
  @CsvSource({"1048577, 0", "1048577, 1048577", "3000000, 5"})
  void streamBeyondTheLimitIsRefused(int length, int expected) {
    assertThatThrownBy(() -> read(random(length), expected))
        .isInstanceOf(IOException.class)
        .hasMessage("it is larger than 1 MiB");
  }
}
