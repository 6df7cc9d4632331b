// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests file names with any bytes. */
class FileNameTest {

  private static final List<String> NAMES =
      List.of(
          "plain.dts",
          "höhe.dts",
          "дверь.dts",
          "\ud83d\udeaa.dts",
          "two words",
          "two\nlines",
          "per%41cent?#",
          "\udcff\udc80.dts",
          "gr\udcfcn",
          "cut\udcc3");

  @TempDir Path directory;

  @Test
  void namesRoundTripThroughTheFileSystem() throws IOException {
    for (String name : NAMES) {
      Path file = FileName.path(directory + "/" + name);
      Files.writeString(file, name.length() + "");
      assertThat(FileName.text(file)).isEqualTo(directory + "/" + name);
    }
    List<String> listed = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        listed.add(FileName.text(path).substring(directory.toString().length() + 1));
      }
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(NAMES);
  }

  @Test
  void singleNameDoesNotLeadToAnotherDirectory() {
    for (String name : List.of("door", "...", " ", "a\nb", "x".repeat(255), "\udcff".repeat(255))) {
      assertThat(FileName.isSingle(name)).as(name).isTrue();
    }
    for (String name :
        List.of("", ".", "..", "a/b", "/", "a\0b", "x".repeat(256), "ü".repeat(128))) {
      assertThat(FileName.isSingle(name)).as(name).isFalse();
    }
  }

  @Test
  void relativePathIsKept() {
    for (String name : List.of("ü/./x", "../ü", "./ü", "ü", "a b/\udcff")) {
      assertThat(FileName.text(FileName.path(name))).isEqualTo(name);
      assertThat(FileName.path(name).isAbsolute()).isFalse();
    }
    assertThat(FileName.text(FileName.path("//ü//x/"))).isEqualTo("/ü/x");
  }

  @Test
  void bytesRoundTripThroughText() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    Bytes name = Bytes.wrap(all);
    assertThat(FileName.bytes(FileName.text(name))).isEqualTo(name);
    assertThat(FileName.text(Bytes.latin1("h\u00c3\u00b6he\u00f6"))).isEqualTo("höhe\udcf6");
    // Surrogates are invalid in UTF-8 and are kept as bytes.
    Bytes surrogate = Bytes.latin1("\u00ed\u00b3\u00bf");
    assertThat(FileName.bytes(FileName.text(surrogate))).isEqualTo(surrogate);
  }

  @Test
  void zeroByteInANameIsRejected() {
    assertThatThrownBy(() -> FileName.path("ü\0")).isInstanceOf(InvalidPathException.class);
  }
}
