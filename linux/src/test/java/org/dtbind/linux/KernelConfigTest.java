// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;

class KernelConfigTest {

  private static final String TEXT =
      """
      #
      # Automatically generated file; DO NOT EDIT.
      # Linux/arm64 6.1.192-rt Kernel Configuration
      #
      CONFIG_SPI=y
      CONFIG_SPI_GPIO=m
      # CONFIG_I2C is not set
      CONFIG_HZ=250
      """;

  private static KernelConfig config(String text) throws IOException {
    return KernelConfig.read(Bytes.latin1(text)).orElseThrow();
  }

  @Test
  void releaseAndSymbolsAreRead() throws IOException {
    KernelConfig config = config(TEXT);
    assertThat(config.release()).hasValue(new Release(6, 1));
    assertThat(config.symbols()).containsEntry("HZ", "250").doesNotContainKey("I2C");
  }

  @Test
  void valueOfAnAndOrExpression() throws IOException {
    KernelConfig config = config(TEXT);
    assertThat(config.value("SPI")).isEqualTo('y');
    assertThat(config.value("SPI&SPI_GPIO")).isEqualTo('m');
    assertThat(config.value("SPI&I2C")).isEqualTo('n');
    assertThat(config.value("I2C|SPI&SPI_GPIO")).isEqualTo('m');
    assertThat(config.value("I2C|SPI")).isEqualTo('y');
    assertThat(config.value("HZ")).isEqualTo('n');
  }

  @Test
  void gzipConfigIsRead() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(Bytes.latin1(TEXT).toArray());
    }
    assertThat(KernelConfig.read(Bytes.wrap(out.toByteArray()))).hasValue(config(TEXT));
    byte[] truncated = java.util.Arrays.copyOf(out.toByteArray(), 40);
    assertThatThrownBy(() -> KernelConfig.read(Bytes.wrap(truncated)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void textWithoutSymbolsIsNotAConfig() throws IOException {
    assertThat(KernelConfig.read(Bytes.latin1("/dts-v1/;\n"))).isEmpty();
    assertThat(KernelConfig.read(Bytes.empty())).isEmpty();
  }

  @Test
  void releasesAreOrderedByNumber() {
    List<String> texts = List.of("6.12", "6.2-rc1", "10.0", "5.15.3+");
    assertThat(texts.stream().flatMap(text -> Release.of(text).stream()).sorted())
        .extracting(Release::toString)
        .containsExactly("5.15", "6.2", "6.12", "10.0");
    assertThat(Release.of("six")).isEmpty();
  }
}
