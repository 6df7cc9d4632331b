// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.testing.Program;

/** Creates a directory like that of the installed program. Its launcher runs the tested classes. */
public final class InnerApp {

  private InnerApp() {}

  /**
   * {@return the directory {@code app}, whose {@code bin/dtbind} is the program}
   *
   * @param directory where to create it
   */
  public static Path in(Path directory) {
    String script =
        "#!/bin/sh\nexec %s -XX:TieredStopAtLevel=1 $DTBIND_JAVA_OPTIONS -cp %s %s \"$@\"\n"
            .formatted(
                Program.quoted(System.getProperty("java.home") + "/bin/java"),
                Program.quoted(classPath(directory.resolve("app"))),
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

  /** Copies what a sandbox hides: it has a /tmp of its own. */
  private static String classPath(Path app) {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path copy = app.resolve("lib").resolve(String.valueOf(entries.size()));
      boolean hidden = entry.startsWith("/tmp/") && Files.exists(Path.of(entry));
      try {
        if (hidden && !Files.exists(copy)) {
          Files.createDirectories(copy.getParent());
          Program.of("cp", "-R", entry, copy.toString()).run().succeeded();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      entries.add(hidden ? copy.toString() : entry);
    }
    return String.join(File.pathSeparator, entries);
  }
}
