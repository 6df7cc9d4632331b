// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;

/**
 * The dtc that dtbind is compared with, and the other programs of that package.
 *
 * @param directory the directory of the programs; empty for those in PATH
 */
record Dtc(Optional<Path> directory) {

  /** Returns the dtc that DTBIND_DTC names, or that of this machine. */
  static Dtc usual() throws IOException {
    return isNamed() ? newest() : new Dtc(Optional.empty());
  }

  /**
   * Returns the dtc that DTBIND_DTC names, or builds the newest one from the Debian source package.
   */
  static Dtc newest() throws IOException {
    String directory =
        Checkout.bash(
                """
                me=oracle
                . "$root/.ci/toolchain.bash" && . "$root/.ci/dtc.bash" && newest_dtc
                """)
            .output();
    return new Dtc(Optional.of(Path.of(directory.strip())));
  }

  /** Returns the dtc that DTBIND_DTC names; skips the test if it is not set. */
  static Dtc named() throws IOException {
    assumeTrue(isNamed(), "dtc: DTBIND_DTC is not set");
    return newest();
  }

  private static boolean isNamed() {
    return !System.getenv().getOrDefault("DTBIND_DTC", "").isEmpty();
  }

  /** Returns a command of one of the programs. */
  Program program(String name) {
    return Program.of(directory.map(path -> path.resolve(name).toString()).orElse(name));
  }

  /** Returns a command of dtc. */
  Program dtc(String... arguments) {
    return program("dtc").and(arguments);
  }

  /** Compiles an overlay, which must succeed. */
  void compileOverlay(Program cpp, Path blob) throws IOException {
    boolean compiled =
        dtc("-q", "-@", "-I", "dts", "-O", "dtb", "-o", blob.toString(), "-")
            .runOn(cpp)
            .isPresent();
    assertThat(compiled).as("cpp and dtc compile the overlay: " + cpp).isTrue();
  }
}
