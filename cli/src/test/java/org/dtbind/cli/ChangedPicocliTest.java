// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Checks that each change that the build makes to picocli's classes (docs/adr/0009-start.md) is
 * still needed. If a test fails with a newer picocli, remove that step from the build.
 */
@Tag("one-locale")
class ChangedPicocliTest {

  /** The class file version of Java 7. Classes from this version on have stack maps. */
  private static final int WITH_STACK_MAPS = 51;

  @Test
  void picocliClassesHaveNoStackMaps() throws IOException {
    try (InputStream in = CommandLine.class.getResourceAsStream("CommandLine.class")) {
      assertThat(in).isNotNull();
      byte[] head = in.readNBytes(8);
      assertThat(head[6] << 8 | head[7])
          .as("picocli's classes have stack maps now: remove StackMaps")
          .isLessThan(WITH_STACK_MAPS);
    }
  }

  @Test
  void codeThatTheBuildRemovesStillExists() throws ClassNotFoundException {
    assertThat(methods("picocli.CommandLine$DefaultFactory"))
        .as("Groovy's closures")
        .contains("loadClosureClass");
    assertThat(methods("picocli.CommandLine$BuiltIn"))
        .as("types of java.time and java.sql")
        .contains("excluded");
    assertThat(methods("picocli.CommandLine$Model$CommandSpec"))
        .as("options with a no- form")
        .contains("negatableOptionTransformer");
  }

  private static List<String> methods(String type) throws ClassNotFoundException {
    return Stream.of(Class.forName(type))
        .flatMap(one -> Arrays.stream(one.getDeclaredMethods()))
        .map(java.lang.reflect.Method::getName)
        .toList();
  }
}
