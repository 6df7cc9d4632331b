// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.acceptance.DebianPackage;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;

/**
 * The files that {@code ./release} makes.
 *
 * @param directory the directory with the files
 * @param making the result of running ./release
 */
record Released(Path directory, Finished making) {

  /** Runs ./release, which makes all files twice and compares them. */
  static Released make(Path directory) throws IOException {
    return new Released(
        directory,
        Program.of(Checkout.ROOT.resolve("release").toString(), "-o", directory.toString())
            .within(Duration.ofMinutes(60))
            .run());
  }

  /** Returns the only file that matches a name in which * is a wildcard. */
  Path file(String name) throws IOException {
    String pattern = name.replace(".", "\\.").replace("*", ".*");
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().matches(pattern)).toList();
      assertThat(found).as("%s after%n%s", name, making).hasSize(1);
      return found.get(0);
    }
  }

  /** Returns the package dtbind. */
  DebianPackage dtbind(String architecture) throws IOException {
    return new DebianPackage(file("dtbind_*_" + architecture + ".deb"));
  }

  /** Returns the package dtbind-sandbox. */
  DebianPackage sandbox() throws IOException {
    return new DebianPackage(file("dtbind-sandbox_*_amd64.deb"));
  }
}
