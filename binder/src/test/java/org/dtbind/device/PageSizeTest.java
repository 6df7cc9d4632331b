// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageSizeTest {

  @TempDir Path root;

  private static int of(Path root) throws IOException {
    return PageSize.of(LinuxKernel.open(root, Trace.NONE).sysfs());
  }

  @Test
  void sizeIsThatOfTheRunningKernel() throws IOException {
    Process getconf = new ProcessBuilder("getconf", "PAGESIZE").start();
    String size =
        new String(getconf.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(of(Path.of("/"))).isEqualTo(Integer.parseInt(size));
  }

  @Test
  void sizeIsReadWithWordsOf32And64Bits() throws IOException {
    Path values = Files.createDirectories(root.resolve("proc/self")).resolve("auxv");
    ByteBuffer wide = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
    wide.putLong(33).putLong(0x7ffc_0000_1000L).putLong(6).putLong(65_536);
    Files.write(values, wide.array());
    assertThat(of(root)).isEqualTo(65_536);
    ByteBuffer narrow = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
    narrow.putInt(33).putInt(0x7ffc_1000).putInt(6).putInt(16_384);
    Files.write(values, narrow.array());
    assertThat(of(root)).isEqualTo(16_384);
  }

  @Test
  void copyOfASystemHasTheUsualSize() throws IOException {
    assertThat(of(root)).isEqualTo(4096);
    Path values = Files.createDirectories(root.resolve("proc/self")).resolve("auxv");
    Files.write(values, new byte[17]);
    assertThat(of(root)).isEqualTo(4096);
  }
}
