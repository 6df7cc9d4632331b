// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;

/**
 * The program that writes layers, and the archive of it that their recipes run. DTBIND_TOOL may
 * name an archive, in place of the one that is made here.
 *
 * @param archive of the program, with a Java of its own
 * @param program the one in the archive, or the checkout's
 */
record ExportTool(Path archive, Path program) {

  private static final Path FOLDER = Path.of("target/yocto").toAbsolutePath();

  /** Returns it; makes the archive where none is named. */
  static ExportTool make() throws IOException {
    Program.of("rm", "-rf", "--", FOLDER.toString()).output();
    Files.createDirectories(FOLDER);
    String named = System.getenv("DTBIND_TOOL");
    if (named != null) {
      Path archive = Path.of(named).toRealPath();
      Program.of("tar", "-xf", archive.toString(), "-C", FOLDER.toString()).output();
      return new ExportTool(archive, only("dtbind-*").resolve("bin/dtbind"));
    }
    Checkout.build();
    Program.of(Checkout.ROOT.resolve("release").toString(), "--tarball", "-o", FOLDER.toString())
        .within(Duration.ofMinutes(30))
        .output();
    return new ExportTool(only("dtbind-*.tar.gz"), Checkout.ROOT.resolve("dtbind"));
  }

  private static Path only(String pattern) throws IOException {
    return Found.only(FOLDER, "-maxdepth", "1", "-name", pattern);
  }

  /** Returns a command of the program. */
  Program dtbind(String... arguments) {
    return Program.of(program.toString()).and(arguments);
  }
}
