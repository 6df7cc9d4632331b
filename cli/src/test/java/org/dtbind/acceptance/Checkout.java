// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import org.dtbind.testing.Program;

/** This checkout, and what tests take from it. */
final class Checkout {

  /** Its folder. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Checkout() {}

  /** Returns the program as its launcher starts it, which builds it first where that is needed. */
  static Program dtbind(String... arguments) {
    return Program.of(ROOT.resolve("dtbind").toString()).and(arguments);
  }

  /** Has the launcher build the program where it is not built, so that no test waits for it. */
  static void build() throws IOException {
    dtbind("--version").run().succeeded();
  }

  /** Returns a script for bash that finds {@code dtbind}, and this checkout in {@code $root}. */
  static Program bash(String script, String... arguments) {
    return Program.bash(script, arguments)
        .with("root", ROOT.toString())
        .with("PATH", ROOT + ":" + System.getenv("PATH"));
  }

  /**
   * Unpacks the devicetree sources of Debian's linux-source-6.1.
   *
   * @param folder where to; it does not exist yet
   */
  static void unpackLinux(Path folder) throws IOException {
    bash(". \"$root/.ci/corpus.bash\" && unpack_corpus \"$1\"", folder.toString())
        .run()
        .succeeded();
  }
}
