// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {

  @TempDir Path temporary;

  @Test
  void cacheHasOneCopyOfEachKernel() throws Exception {
    Path cache = temporary.resolve("cache");
    byte[] header = header();
    byte[] another = Arrays.copyOf(header, header.length + 1);
    Path other = Files.write(temporary.resolve("um-9.9.1"), another);
    new Unpacked(cache, Redirect.DISCARD).of(other, true);
    Path given = Files.write(temporary.resolve("um-9.9"), header);
    for (long time : new long[] {1000, 2000}) {
      Files.setLastModifiedTime(given, FileTime.fromMillis(time));
      Path copy = new Unpacked(cache, Redirect.DISCARD).of(given, true).orElseThrow();
      assertThat(copy).isExecutable().hasBinaryContent(header);
    }
    try (Stream<Path> copies = Files.list(cache)) {
      assertThat(copies.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "given-9.9-20-2000", "given-9.9.1-21-" + Files.getLastModifiedTime(other).toMillis());
    }
  }

  @Test
  void nameOfAKernelIsNeitherAPatternNorText() throws Exception {
    Path cache = temporary.resolve("cache");
    Path given = Files.write(temporary.resolve("um-9.9[{"), header());
    assertThat(new Unpacked(cache, Redirect.DISCARD).of(given, true).orElseThrow()).isExecutable();
    Kernels kernels =
        new Kernels(Optional.empty(), cache, new Sandbox(temporary), Redirect.DISCARD);
    // The text of a byte that is no UTF-8.
    assertThat(kernels.find("./k\udcfc/um-9.9", Kernels.Build.NOTHING))
        .isEqualTo(new KernelSearch.None("./k\udcfc/um-9.9: no such kernel", List.of()));
  }

  /** A shell script must not be run as a kernel. */
  @Test
  void onlyAnElfProgramForThisMachineIsUsed() throws Exception {
    Path cache = temporary.resolve("cache");
    Path script = Files.writeString(temporary.resolve("k.txt"), "#!/bin/sh\necho no kernel\n");
    byte[] header = header();
    header[18]++;
    Path other = Files.write(temporary.resolve("um-9.9"), header);
    Path packed = temporary.resolve("um-9.9.xz");
    new ProcessBuilder("xz", "-c", script.toString())
        .redirectOutput(packed.toFile())
        .start()
        .waitFor();
    for (Path file : new Path[] {script, other, packed}) {
      assertThat(new Unpacked(cache, Redirect.DISCARD).of(file, true)).as("%s", file).isEmpty();
    }
    if (Files.exists(cache)) {
      assertThat(cache).isEmptyDirectory();
    }
    Kernels kernels =
        new Kernels(Optional.empty(), cache, new Sandbox(temporary), Redirect.DISCARD);
    assertThat(kernels.find(script.toString(), Kernels.Build.NOTHING))
        .isEqualTo(
            new KernelSearch.None(
                "%s is not a User-mode Linux kernel: it is not an ELF program for this machine (%s)"
                    .formatted(script, System.getProperty("os.arch", "")),
                List.of()));
  }

  @Test
  void lineAboutAFailureTellsMost() {
    assertThat(KernelTrial.likelyCause(List.of("begin", " ptrace failed ", "end")))
        .isEqualTo("ptrace failed");
    assertThat(KernelTrial.likelyCause(List.of("begin", "end"))).isEqualTo("end");
  }

  /** Returns the ELF header of a program for this machine. */
  private static byte[] header() throws IOException {
    try (InputStream java = Files.newInputStream(Path.of("/proc/self/exe"))) {
      return java.readNBytes(20);
    }
  }
}
