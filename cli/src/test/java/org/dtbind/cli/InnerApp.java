// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.dtbind.testing.Program;

/** Creates a directory like that of the installed program. Its launcher runs the tested classes. */
final class InnerApp {

  private InnerApp() {}

  static Path in(Path directory) {
    String script =
        "#!/bin/sh\nexec %s -XX:TieredStopAtLevel=1 $DTBIND_JAVA_OPTIONS -cp %s %s \"$@\"\n"
            .formatted(
                Program.quoted(System.getProperty("java.home") + "/bin/java"),
                Program.quoted(System.getProperty("java.class.path")),
                Main.class.getName());
    try {
      Path bin = Files.createDirectories(directory.resolve("app/bin"));
      Path program = Files.writeString(bin.resolve("dtbind"), script);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      return directory.resolve("app");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
