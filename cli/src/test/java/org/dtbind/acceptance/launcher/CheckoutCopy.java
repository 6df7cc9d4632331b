// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;

/**
 * A copy of this checkout that a test may build or change.
 *
 * @param directory the directory of the copy
 */
record CheckoutCopy(Path directory) {

  /** Copies the sources without a build. */
  static CheckoutCopy ofSources(Path directory) throws IOException {
    Files.createDirectories(directory);
    Checkout.bash(
            """
            cd "$root" && tar -cf - --anchored --no-wildcards-match-slash --exclude=./target \\
                --exclude='./*/target' --exclude=./.git . | tar -xf - -C "$1"
            """,
            directory.toString())
        .run()
        .succeeded();
    return new CheckoutCopy(directory);
  }

  /** Copies the sources and the build, which is newer than the sources. */
  static CheckoutCopy built(Path directory) throws IOException {
    CheckoutCopy copy = ofSources(directory);
    Files.createDirectory(directory.resolve("cli/target"));
    Program.of("cp", "-a", Checkout.app().toString(), copy.app().toString()).run().succeeded();
    return copy;
  }

  /** Returns the directory that the launcher builds. */
  Path app() {
    return directory.resolve("cli/target/dtbind");
  }

  String launcher() {
    return directory.resolve("dtbind").toString();
  }

  /** Returns a call of the launcher. */
  Program dtbind(String... arguments) {
    return Program.of(launcher()).and(arguments);
  }

  /** Checks that a program printed the version and nothing else. */
  static void assertPrintedOnlyVersion(Finished finished) {
    assertThat(finished.quietly().out()).matches("dtbind [0-9.]+.*\n");
  }
}
