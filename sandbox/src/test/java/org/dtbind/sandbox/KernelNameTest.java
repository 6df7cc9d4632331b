// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelNameTest {

  @TempDir Path directory;

  @Test
  void versionIsReadFromTheFileName() {
    assertThat(KernelName.of(Path.of("/k/um-6.1.xz")).version()).isEqualTo("6.1");
    assertThat(KernelName.of(Path.of("/k/um-6.1-modules")).version()).isEqualTo("6.1-modules");
    assertThat(KernelName.of(Path.of("/k/linux")).version()).isEqualTo("linux");
    KernelName arm64 = KernelName.of(Path.of("/k/arm64-7.2.Image.xz"));
    assertThat(arm64).isEqualTo(new KernelName("arm64-7.2"));
    assertThat(arm64.arm64()).isTrue();
    assertThat(KernelName.fileFor("arm64-7.2")).isEqualTo("arm64-7.2.Image");
  }

  @Test
  void newestKernelIsFirstAndOtherFilesAreSkipped() throws Exception {
    for (String name :
        List.of("um-6.1.9", "um-6.1.10.xz", "um-6.1.config", "um-6.10", "arm64-6.1.Image", "a")) {
      Files.createFile(directory.resolve(name));
    }
    Files.createDirectory(directory.resolve("um-6.1.d"));
    assertThat(KernelName.in(Optional.of(directory), "6.1"))
        .containsExactly(directory.resolve("um-6.1.10.xz"), directory.resolve("um-6.1.9"));
    assertThat(KernelName.in(Optional.of(directory), "arm64-6.1"))
        .containsExactly(directory.resolve("arm64-6.1.Image"));
    assertThat(KernelName.in(Optional.of(directory.resolve("none")), "6.1")).isEmpty();
  }
}
