// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.dtbind.linux.Release;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the configuration in a kernel, as the kernel's scripts/extract-ikconfig does. */
class SandboxKernelTest {

  private static final String CONFIGURATION =
      "# Linux/um 6.1.192 Kernel Configuration\nCONFIG_SPI=y\n# CONFIG_SPI_GPIO is not set\n";

  @TempDir Path directory;

  private SandboxKernel kernel(byte[] before, byte[] packed, String after) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(before);
    file.write(packed);
    file.write(after.getBytes(StandardCharsets.ISO_8859_1));
    Path program = Files.write(directory.resolve("um-6.1"), file.toByteArray());
    return new SandboxKernel(program, "6.1", "a test", Optional.empty());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] packed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text(CONFIGURATION));
    }
    return bytes.toByteArray();
  }

  @Test
  void configurationIsFound() throws IOException {
    SandboxKernel kernel = kernel(text("\u007fELF\0IKCFG\0IKCFG_ST"), packed(), "IKCFG_ED\0rest");
    assertThat(kernel.configuration().orElseThrow().value("SPI")).isEqualTo('y');
    assertThat(kernel.configuration().orElseThrow().value("SPI&SPI_GPIO")).isEqualTo('n');
    assertThat(kernel.configuration().orElseThrow().release()).isEqualTo(Release.of("6.1.192"));
  }

  @Test
  void kernelWithoutConfigurationIsNoError() throws IOException {
    assertThat(kernel(text("\u007fELF\0IKCFG_S"), packed(), "IKCFG_ED").configuration()).isEmpty();
    assertThat(kernel(text("IKCFG_ST"), packed(), "").configuration()).isEmpty();
    assertThat(kernel(text(""), new byte[0], "").configuration()).isEmpty();
  }

  @Test
  void damagedConfigurationIsAnError() throws IOException {
    byte[] damaged = packed();
    damaged[damaged.length - 5] ^= 1;
    SandboxKernel kernel = kernel(text("IKCFG_ST"), damaged, "IKCFG_ED");
    assertThatThrownBy(kernel::configuration).isInstanceOf(IOException.class);
  }
}
