// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which java the launcher uses, and with which options. */
@Tag("acceptance")
class JavaChoiceTest {

  @TempDir private static Path work;

  @BeforeAll
  static void build() throws IOException {
    Checkout.build();
  }

  /** Creates a JDK directory with a fake java that prints its version and arguments. */
  private static Path fakeJava(String release) throws IOException {
    Path home = work.resolve("java-" + release);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"),
        "JAVA_VERSION=\"%1$s\"\nJAVA_RUNTIME_VERSION=\"%1$s+1\"\n".formatted(release));
    Path java = home.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\necho \"java %s $*\"\n".formatted(release));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return home;
  }

  @Test
  void tooOldJavaHomeIsIgnoredWithANote() throws IOException {
    Path old = fakeJava("11.0.2");
    Finished finished =
        Checkout.dtbind("--version").with("JAVA_HOME", old.toString()).run().succeeded();
    assertThat(finished.err())
        .startsWith("dtbind: note: JAVA_HOME (%s) is not Java 17 or newer; using ".formatted(old))
        .hasLineCount(1);
    assertThat(finished.out()).matches("dtbind [0-9.]+.*\n");
  }

  @Test
  void newerJavaGetsNativeAccessOption() throws IOException {
    Path newer = fakeJava("25.0.3");
    Finished finished =
        Checkout.dtbind("--version").with("JAVA_HOME", newer.toString()).run().quietly();
    assertThat(finished.out())
        .startsWith("java 25.0.3 ")
        .contains(" --enable-native-access=ALL-UNNAMED ")
        .doesNotContain(".jsa");
  }

  /** java prints a warning at each start if the options differ from those of its archive. */
  @ParameterizedTest
  @ValueSource(strings = {"17.0.9", "25.0.3"})
  void archiveIsMadeWithTheRuntimeOptions(String release) throws IOException {
    Path app = Files.createTempDirectory(work, "archives");
    Files.createDirectory(app.resolve("lib"));
    Path program = app.resolve("make-archives");
    Files.copy(Checkout.ROOT.resolve("cli/src/dist/make-archives"), program);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    // make-archives fails, because the fake java makes no archive.
    Finished finished =
        Program.of(program.toString(), fakeJava(release).resolve("bin/java").toString()).run();
    assertThat(finished.out()).startsWith("java " + release + " -XX:ArchiveClassesAtExit=");
    if (release.startsWith("17.")) {
      assertThat(finished.out()).doesNotContain("native-access");
    } else {
      assertThat(finished.out()).contains(" --enable-native-access=ALL-UNNAMED ");
    }
  }

  @Test
  void installedJavasPrintNoWarnings() throws IOException {
    for (Path home : installedJavas()) {
      Finished finished =
          Checkout.dtbind("devices", "--sysroot", work.toString())
              .with("JAVA_HOME", home.toString())
              .run();
      assertThat(finished.both())
          .as(home.toString())
          .startsWith("dtbind: ")
          .doesNotContain("WARNING", "[error]");
    }
  }

  /** Returns the directories of all installed Debian packages of Java. */
  static List<Path> installedJavas() throws IOException {
    try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
      return homes.filter(home -> Files.exists(home.resolve("bin/java"))).sorted().toList();
    }
  }
}
