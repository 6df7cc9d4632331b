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
 * A copy of this checkout, to be built, changed or given to others.
 *
 * @param folder that it is in
 */
record CheckoutCopy(Path folder) {

  /** Copies the sources, never built. */
  static CheckoutCopy ofSources(Path folder) throws IOException {
    Files.createDirectories(folder);
    Checkout.bash(
            """
            cd "$root" && tar -cf - --anchored --no-wildcards-match-slash --exclude=./target \\
                --exclude='./*/target' --exclude=./.git . | tar -xf - -C "$1"
            """,
            folder.toString())
        .run()
        .succeeded();
    return new CheckoutCopy(folder);
  }

  /** Copies the sources with the build there is, which is newer than they are. */
  static CheckoutCopy built(Path folder) throws IOException {
    CheckoutCopy copy = ofSources(folder);
    Files.createDirectory(folder.resolve("cli/target"));
    Program.of("cp", "-a", Checkout.app().toString(), copy.app().toString()).run().succeeded();
    return copy;
  }

  /** Returns what its launcher builds in it. */
  Path app() {
    return folder.resolve("cli/target/dtbind");
  }

  /** Returns the path of its launcher. */
  String launcher() {
    return folder.resolve("dtbind").toString();
  }

  /** Returns the program as its launcher starts it. */
  Program dtbind(String... arguments) {
    return Program.of(launcher()).and(arguments);
  }

  /** The test fails where a program has printed anything but the version, and that once. */
  static void printedTheVersionAlone(Finished finished) {
    assertThat(finished.quietly().out()).matches("dtbind [0-9.]+.*\n");
  }
}
