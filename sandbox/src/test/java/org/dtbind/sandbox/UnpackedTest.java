// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {

  @TempDir Path temporary;

  @Test
  void cacheHasOneCopyOfEachKernel() throws Exception {
    Path cache = temporary.resolve("cache");
    Path other = Files.writeString(temporary.resolve("um-9.9.1"), "another");
    new Unpacked(cache, Redirect.DISCARD).of(other, true);
    Path given = Files.writeString(temporary.resolve("um-9.9"), "kernel");
    for (long time : new long[] {1000, 2000}) {
      Files.setLastModifiedTime(given, FileTime.fromMillis(time));
      Path copy = new Unpacked(cache, Redirect.DISCARD).of(given, true);
      assertThat(copy).isExecutable().hasContent("kernel");
    }
    try (Stream<Path> copies = Files.list(cache)) {
      assertThat(copies.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "given-9.9-6-2000", "given-9.9.1-7-" + Files.getLastModifiedTime(other).toMillis());
    }
  }
}
