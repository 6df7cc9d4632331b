// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;

/**
 * The dtbind program that exports the layers, and the archive that their recipes use. DTBIND_TOOL
 * may name an archive; otherwise it is made here.
 *
 * @param archive the archive of the program with its own Java
 * @param program the program in the archive, or that of the checkout
 */
record ExportTool(Path archive, Path program) {

  private static final Path DIRECTORY = Path.of("target/yocto").toAbsolutePath();

  /** Uses the archive that DTBIND_TOOL names, or makes one. */
  static ExportTool make() throws IOException {
    Program.of("rm", "-rf", "--", DIRECTORY.toString()).output();
    Files.createDirectories(DIRECTORY);
    String named = System.getenv("DTBIND_TOOL");
    if (named != null) {
      Path archive = Path.of(named).toRealPath();
      Program.of("tar", "-xf", archive.toString(), "-C", DIRECTORY.toString()).output();
      return new ExportTool(archive, only("dtbind-*").resolve("bin/dtbind"));
    }
    return new ExportTool(Checkout.archive(), Checkout.ROOT.resolve("dtbind"));
  }

  private static Path only(String pattern) throws IOException {
    return Found.only(DIRECTORY, "-maxdepth", "1", "-name", pattern);
  }

  Program dtbind(String... arguments) {
    return Program.of(program.toString()).and(arguments);
  }
}
