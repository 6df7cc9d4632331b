// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Checks that the change that the build makes to picocli's classes (docs/adr/0009-start.md) is
 * still needed. If this test fails with a newer picocli, remove that step from the build.
 */
class ChangedPicocliTest {

  /** The class file version of Java 7. Classes from this version on have stack maps. */
  private static final int WITH_STACK_MAPS = 51;

  @Test
  void picocliClassesHaveNoStackMaps() throws IOException {
    try (ZipFile original = new ZipFile(picocli().toFile());
        InputStream in = original.getInputStream(original.getEntry("picocli/CommandLine.class"))) {
      byte[] head = in.readNBytes(8);
      assertThat(head[6] << 8 | head[7])
          .as("picocli's classes have stack maps now: remove cli/src/build/StackMaps.java")
          .isLessThan(WITH_STACK_MAPS);
    }
  }

  /** Returns the jar in Maven's repository, because this test may run on the changed jar. */
  private static Path picocli() {
    // REPOSITORY/org/assertj/assertj-core/VERSION/JAR
    String assertj = Assertions.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    String version = CommandLine.VERSION;
    return Path.of(assertj, "../../../../../info/picocli/picocli", version)
        .resolve("picocli-" + version + ".jar")
        .normalize();
  }
}
