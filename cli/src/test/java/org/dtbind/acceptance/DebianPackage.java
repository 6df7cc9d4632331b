// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import org.dtbind.testing.Program;

/**
 * A Debian package, read with dpkg-deb.
 *
 * @param file the .deb file
 */
public record DebianPackage(Path file) {

  /** Unpacks the files of the package into a directory, which is created. */
  public void unpack(Path directory) throws IOException {
    Program.of("dpkg-deb", "-x", file.toString(), directory.toString()).output();
  }

  /** Returns a field of the control file, or an empty string. */
  public String field(String name) throws IOException {
    return Program.of("dpkg-deb", "-f", file.toString(), name).output().strip();
  }
}
