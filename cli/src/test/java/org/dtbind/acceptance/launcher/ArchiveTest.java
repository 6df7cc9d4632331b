// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the class-data archive that {@code make-archives} makes. */
@Tag("acceptance")
class ArchiveTest {

  @TempDir private static Path work;

  @BeforeAll
  static void build() throws IOException {
    Checkout.build();
  }

  /** Makes the class archive of the build again with each other JDK. */
  @Test
  @Tag("long")
  void archivesWorkWithOtherInstalledJdks() throws IOException {
    List<Path> others = otherJdks();
    assumeFalse(others.isEmpty(), "other-jdk: there is no JDK beside the one of the build");
    for (Path jdk : others) {
      Path app = work.resolve("other-" + jdk.getFileName());
      buildFor(jdk, app);
      Path log = work.resolve("loaded");
      CheckoutCopy.assertPrintedOnlyVersion(
          Program.of(app.resolve("bin/dtbind").toString(), "--version")
              .with("JAVA_HOME", jdk.toString())
              .with("DTBIND_JAVA_OPTIONS", "-Xlog:class+load:file=" + log + ":none")
              .run());
      assertThat(Files.readAllLines(log))
          .filteredOn(line -> line.contains("source: shared objects file"))
          .as("classes from the archive of %s", jdk)
          .hasSizeGreaterThan(400);
    }
  }

  private static void buildFor(Path jdk, Path app) throws IOException {
    Program.of("cp", "-R", Checkout.app().toString(), app.toString()).run().succeeded();
    try (Stream<Path> files = Files.list(app.resolve("lib"))) {
      for (Path archive : files.filter(file -> file.toString().endsWith(".jsa")).toList()) {
        Files.delete(archive);
      }
    }
    String java = jdk.resolve("bin/java").toString();
    Files.writeString(
        app.resolve("lib/java"), String.join("\n", java, "none", app.resolve("bin") + "\n"));
    Program.of(app.resolve("make-archives").toString(), java).run().succeeded();
  }

  private static List<Path> otherJdks() throws IOException {
    Path build = Path.of(Files.readAllLines(Checkout.app().resolve("lib/java")).get(0));
    List<Path> others = new ArrayList<>();
    for (Path home : JavaChoiceTest.installedJavas()) {
      if (Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)
          && Files.isExecutable(home.resolve("bin/jar"))
          && Files.isReadable(home.resolve("release"))
          && !Files.isSameFile(home.resolve("bin/java"), build)) {
        others.add(home);
      }
    }
    return others;
  }
}
